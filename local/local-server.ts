import { createServer, type IncomingMessage, type Server, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';
import type { Duplex } from 'node:stream';
import { StartError } from './start-error.ts';

/** What the server passes requests on to, once the stack is ready. */
export interface Handlers {
  readonly handleRequest: (request: IncomingMessage, response: ServerResponse) => Promise<void>;
  readonly handleUpgrade: (request: IncomingMessage, socket: Duplex, head: Buffer) => void;
}

/** The one HTTP server of a run. */
export interface LocalServer {
  readonly port: number;
  /** Until this is called every request is answered 503. */
  serve(handlers: Handlers): void;
  /** From now on every request is answered 503 again. */
  refuse(): void;
  /** Stops listening and ends what is still open. */
  close(): Promise<void>;
}

/**
 * Listens on 127.0.0.1 only: whoever reaches this server may be any user and invoke any function.
 *
 * @param port 0 picks a free one.
 * @throws StartError when the port is taken.
 */
export async function listen(port: number): Promise<LocalServer> {
  let handlers: Handlers | undefined;
  const server = createServer((request, response) => {
    const isHealth = request.url === '/health' && request.method === 'GET';
    if (!handlers || isHealth) {
      response.writeHead(handlers ? 200 : 503, { 'content-type': 'application/json' });
      response.end(JSON.stringify({ status: handlers ? 'ready' : 'not ready' }));
      return;
    }
    handlers.handleRequest(request, response).catch(() => {
      if (!response.headersSent) {
        response.writeHead(500);
      }
      response.end();
    });
  });
  server.on('upgrade', (request, socket, head) => {
    socket.on('error', () => socket.destroy());
    if (handlers) {
      handlers.handleUpgrade(request, socket, head);
    } else {
      socket.end('HTTP/1.1 503 Service Unavailable\r\nConnection: close\r\nContent-Length: 0\r\n\r\n');
    }
  });
  // A function's environment is frozen between invocations and can't notice that its connection was closed.
  server.keepAliveTimeout = 60 * 60_000;
  await startListening(server, port);
  return {
    port: (server.address() as AddressInfo).port,
    serve(ready) {
      handlers = ready;
    },
    refuse() {
      handlers = undefined;
    },
    async close() {
      await new Promise<void>((resolve) => {
        server.close(() => resolve());
        server.closeAllConnections();
      });
    },
  };
}

async function startListening(server: Server, port: number): Promise<void> {
  await new Promise<void>((resolve, reject) => {
    server.once('error', (error: NodeJS.ErrnoException) => {
      reject(
        error.code === 'EADDRINUSE' || error.code === 'EACCES'
          ? new StartError(
              `Port ${port} ${error.code === 'EACCES' ? "isn't allowed" : 'is taken'}: choose another with --port N (0 picks one).`,
            )
          : error,
      );
    });
    server.listen(port, '127.0.0.1', resolve);
  });
}
