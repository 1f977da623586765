/** `npm run dev`: the page from its sources, reloaded at every change. */
import { prepareData } from './data';
import { createServer } from 'vite';
import { fail, messageOf, PROJECT_ROOT } from './support/project';
import { portFromEnv } from './support/server';

const DEFAULT_PORT = 5173;

try {
  const port = portFromEnv(DEFAULT_PORT);
  await prepareData({ isOptional: true });
  const server = await createServer({ root: PROJECT_ROOT, server: { port } });
  await server.listen();
  server.printUrls();
} catch (error) {
  fail(messageOf(error));
}
