/** Stands between the browser and the page's server, and lets the connection fail in the middle of a file. */
import { createServer, request, type IncomingMessage, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';

/** After half of the file: the connection breaks, or nothing more comes. */
export type Fault = 'breaksOff' | 'stalls';

export class FaultyServer {
  private readonly faults = new Map<string, Fault>();

  private constructor(
    /** Where the page is to be opened. */
    readonly origin: string,
    private readonly stop: () => Promise<void>,
  ) {}

  /** @param target the page's own server, such as "http://localhost:4317" */
  static async start(target: string): Promise<FaultyServer> {
    const server = createServer((incoming, outgoing) => {
      forward(target, incoming, outgoing, faulty.faults.get(incoming.url ?? ''));
    });
    await new Promise<void>((resolve) => {
      server.listen(0, 'localhost', resolve);
    });
    const { port } = server.address() as AddressInfo;
    const faulty = new FaultyServer(`http://localhost:${port}`, () => {
      server.closeAllConnections();
      return new Promise((resolve) => {
        server.close(() => resolve());
      });
    });
    return faulty;
  }

  /** From now on this file, such as "/imdb/train.bin", fails. */
  fail(path: string, fault: Fault): void {
    this.faults.set(path, fault);
  }

  /** From now on every file arrives whole. */
  mend(): void {
    this.faults.clear();
  }

  close(): Promise<void> {
    return this.stop();
  }
}

function forward(
  target: string,
  incoming: IncomingMessage,
  outgoing: ServerResponse,
  fault: Fault | undefined,
): void {
  const { url = '/', method = 'GET' } = incoming;
  const headers = { ...incoming.headers, host: new URL(target).host, 'accept-encoding': 'identity' };
  const passed = request(new URL(url, target), { method, headers }, (response) => {
    outgoing.writeHead(response.statusCode ?? 502, response.headers);
    if (fault === undefined) {
      response.pipe(outgoing);
      return;
    }
    const chunks: Buffer[] = [];
    response.on('data', (chunk: Buffer) => chunks.push(chunk));
    response.on('end', () => {
      const bytes = Buffer.concat(chunks);
      // Destroying the socket at once could take the half that is still in its buffer with it.
      outgoing.write(bytes.subarray(0, bytes.length >> 1), () => {
        if (fault === 'breaksOff') setTimeout(() => outgoing.destroy(), 200);
      });
    });
  });
  passed.on('error', () => outgoing.destroy());
  passed.end();
}
