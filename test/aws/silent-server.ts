import { once } from 'node:events';
import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';

export interface SilentServer {
  readonly endpoint: string;
  /** How many requests have come. */
  requests(): number;
  close(): Promise<void>;
}

/** Takes requests and never answers, as a socket whose client died unnoticed. */
export async function startSilentServer(): Promise<SilentServer> {
  let requests = 0;
  const server = createServer(() => {
    requests++;
  });
  await once(server.listen(0, '127.0.0.1'), 'listening');
  const { port } = server.address() as AddressInfo;
  return {
    endpoint: `http://127.0.0.1:${port}`,
    requests: () => requests,
    async close() {
      server.closeAllConnections();
      await new Promise((resolve) => server.close(resolve));
    },
  };
}
