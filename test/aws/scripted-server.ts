import { once } from 'node:events';
import { createServer, type IncomingHttpHeaders } from 'node:http';
import type { AddressInfo } from 'node:net';
import { text } from 'node:stream/consumers';

export interface ScriptedServer {
  readonly endpoint: string;
  readonly requests: readonly {
    readonly method: string | undefined;
    readonly url: string | undefined;
    readonly headers: IncomingHttpHeaders;
    readonly body: string;
  }[];
  /** From now on every request is answered so; 200 before. */
  answer(status: number, more?: { body?: string; headers?: Record<string, string> }): void;
  /** From now on every connection is cut instead of answered. */
  resetConnections(): void;
  close(): Promise<void>;
}

/** Keeps what it is asked, and answers as it is told. */
export async function startScriptedServer(): Promise<ScriptedServer> {
  const requests: ScriptedServer['requests'][number][] = [];
  let answer = { status: 200, body: '', headers: {} };
  let resets = false;
  const server = createServer(async (request, response) => {
    const { method, url, headers } = request;
    requests.push({ method, url, headers, body: await text(request) });
    if (resets) request.socket.resetAndDestroy();
    else
      response.writeHead(answer.status, answer.headers).end(answer.status === 204 ? undefined : answer.body);
  });
  await once(server.listen(0, '127.0.0.1'), 'listening');
  const endpoint = `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
  return {
    endpoint,
    requests,
    answer: (status, { body = '{}', headers = {} } = {}) => {
      answer = { status, body, headers };
    },
    resetConnections: () => {
      resets = true;
    },
    async close() {
      server.closeAllConnections();
      await new Promise((resolve) => server.close(resolve));
    },
  };
}
