import { createServer, type IncomingMessage, type Server, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';
import type { Duplex } from 'node:stream';
import { PayloadTooLarge } from './read-body.ts';
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

/** What `localhost` may be. No other address: whoever reaches this server may be any user and invoke any function. */
const loopbacks = ['127.0.0.1', '::1'] as const;
/** There is no such address on this machine. */
const absent: readonly unknown[] = ['EADDRNOTAVAIL', 'EAFNOSUPPORT', 'EINVAL'];
/** How often a free port is looked for that is free on both. */
const attempts = 20;

/**
 * Listens on this machine's loopback addresses only: of IPv4, and of IPv6 where there is one.
 *
 * @param port 0 picks a free one.
 * @throws StartError when the port is taken.
 */
export async function listen(port: number): Promise<LocalServer> {
  let handlers: Handlers | undefined;
  const current = () => handlers;
  const servers = await listenOnLoopbacks(port, () => createLoopbackServer(current));
  return {
    port: portOf(servers),
    serve(ready) {
      handlers = ready;
    },
    refuse() {
      handlers = undefined;
    },
    async close() {
      await Promise.all(servers.map(close));
    },
  };
}

async function listenOnLoopbacks(port: number, create: () => Server): Promise<readonly Server[]> {
  for (let attempt = 1; ; attempt++) {
    const servers: Server[] = [];
    try {
      let bound = port;
      for (const host of loopbacks) {
        const server = create();
        if (await startListening(server, bound, host)) servers.push(server);
        bound = portOf(servers);
      }
      return servers;
    } catch (error) {
      await Promise.all(servers.map(close));
      const { code } = error as NodeJS.ErrnoException;
      if (code === 'EADDRINUSE' && port === 0 && attempt < attempts) continue;
      throw code === 'EADDRINUSE' || code === 'EACCES'
        ? new StartError(
            `Port ${port} ${code === 'EACCES' ? "isn't allowed" : 'is taken'}: choose another with --port N (0 picks one).`,
          )
        : error;
    }
  }
}

const portOf = ([first]: readonly Server[]) => (first?.address() as AddressInfo | undefined)?.port ?? 0;

/** @returns false when this machine has no such address: of the second one that is no fault */
async function startListening(server: Server, port: number, host: string): Promise<boolean> {
  return new Promise((resolve, reject) => {
    server.once('error', (error: NodeJS.ErrnoException) =>
      host !== loopbacks[0] && absent.includes(error.code) ? resolve(false) : reject(error),
    );
    server.listen(port, host, () => resolve(true));
  });
}

function createLoopbackServer(current: () => Handlers | undefined): Server {
  const server = createServer((request, response) => {
    const handlers = current();
    const isHealth = request.url === '/health' && request.method === 'GET';
    if (!handlers || isHealth) {
      response.writeHead(handlers ? 200 : 503, { 'content-type': 'application/json' });
      response.end(JSON.stringify({ status: handlers ? 'ready' : 'not ready' }));
      return;
    }
    handlers.handleRequest(request, response).catch((error: unknown) => {
      if (response.headersSent) {
        response.end();
        return;
      }
      const isTooLarge = error instanceof PayloadTooLarge;
      response.writeHead(isTooLarge ? 413 : 500, { 'content-type': 'application/json' });
      response.end(JSON.stringify({ error: isTooLarge ? error.message : `The local run failed: ${error}` }));
    });
  });
  server.on('upgrade', (request, socket, head) => {
    const handlers = current();
    socket.on('error', () => socket.destroy());
    if (handlers) {
      handlers.handleUpgrade(request, socket, head);
    } else {
      socket.end('HTTP/1.1 503 Service Unavailable\r\nConnection: close\r\nContent-Length: 0\r\n\r\n');
    }
  });
  // A function's environment is frozen between invocations and can't notice that its connection was closed.
  server.keepAliveTimeout = 60 * 60_000;
  return server;
}

async function close(server: Server): Promise<void> {
  await new Promise<void>((resolve) => {
    server.close(() => resolve());
    server.closeAllConnections();
  });
}
