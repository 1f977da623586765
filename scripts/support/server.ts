/** Serves the built page with the same headers as `vite preview`, for people and for scripts. */
import { createServer } from 'node:net';
import { preview } from 'vite';
import { PROJECT_ROOT } from './project';

export interface RunningServer {
  url: string;
  close: () => Promise<void>;
}

/** Serves dist on `port`; rejects with what to do when the port is taken. */
export async function serveDist(port: number): Promise<RunningServer> {
  try {
    const server = await preview({
      root: PROJECT_ROOT,
      logLevel: 'error',
      preview: { port, strictPort: true },
    });
    return { url: `http://localhost:${port}`, close: () => server.close() };
  } catch (error) {
    if (error instanceof Error && /port \d+ is (already )?in use/i.test(error.message)) {
      throw new Error(
        `Port ${port} is taken by another program. Stop that program, or choose another port: PORT=${port + 1} npm start`,
        { cause: error },
      );
    }
    throw error;
  }
}

/** A port that is free now. */
export function freePort(): Promise<number> {
  return new Promise((resolve, reject) => {
    const probe = createServer();
    probe.once('error', reject);
    probe.listen(0, 'localhost', () => {
      const address = probe.address();
      probe.close(() => {
        if (address === null || typeof address === 'string') reject(new Error('No free port was found.'));
        else resolve(address.port);
      });
    });
  });
}

/** `PORT` from the environment, or `fallback`; throws when it is not a port number. */
export function portFromEnv(fallback: number): number {
  const text = process.env['PORT'];
  if (text === undefined || text === '') return fallback;
  const port = Number(text);
  if (!Number.isInteger(port) || port < 1 || port > 65_535) {
    throw new Error(`PORT is "${text}", which is not a port number. Use a whole number from 1 to 65535.`);
  }
  return port;
}
