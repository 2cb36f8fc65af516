import { once } from 'node:events';
import { createServer } from 'node:http';
import type { AddressInfo, Socket } from 'node:net';

export interface ForgetfulServer {
  readonly endpoint: string;
  /** How many connections it has open. */
  connections(): number;
  /** From now on each connection of before is reset when the next request comes on it. */
  forgetConnections(): void;
  close(): Promise<void>;
}

/**
 * Answers `{}`, and forgets its connections when told: what a frozen environment finds when it goes on, for nobody
 * was there to take the other side's farewell.
 */
export async function startForgetfulServer(): Promise<ForgetfulServer> {
  const open = new Set<Socket>();
  const forgotten = new Set<Socket>();
  const server = createServer(async (request, response) => {
    if (forgotten.has(request.socket)) {
      request.socket.resetAndDestroy();
      return;
    }
    await request.toArray();
    response.writeHead(200, { 'content-type': 'application/x-amz-json-1.0' }).end('{}');
  });
  server.on('connection', (socket) => {
    open.add(socket);
    socket.once('close', () => open.delete(socket));
  });
  await once(server.listen(0, '127.0.0.1'), 'listening');
  return {
    endpoint: `http://127.0.0.1:${(server.address() as AddressInfo).port}`,
    connections: () => open.size,
    forgetConnections() {
      for (const socket of open) forgotten.add(socket);
    },
    async close() {
      server.closeAllConnections();
      await new Promise((resolve) => server.close(resolve));
    },
  };
}
