/** `npm start`: prepares what is missing, then serves the page. */
import { prepareData } from './data';
import { buildIfStale } from './support/buildPage';
import { fail, messageOf } from './support/project';
import { portFromEnv, serveDist } from './support/server';

const DEFAULT_PORT = 4173;

try {
  const port = portFromEnv(DEFAULT_PORT);
  await prepareData({ isOptional: true });
  if (await buildIfStale()) console.log('Built the page into dist/.');
  const { url, close } = await serveDist(port);
  console.log(`Verdict is at ${url} (Ctrl+C stops it)`);
  const stop = (): void => {
    void close().finally(() => process.exit(0));
  };
  process.on('SIGINT', stop).on('SIGTERM', stop);
} catch (error) {
  fail(messageOf(error));
}
