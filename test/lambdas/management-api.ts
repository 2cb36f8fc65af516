import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';

/** A stage's management API that takes every post and keeps it. */
export interface FakeManagementApi {
  readonly endpoint: string;
  /** What was posted since the last call, as `POST /chat/@connections/<id> <body>`. */
  takeRequests(): string[];
  stop(): Promise<void>;
}

/** Starts one on a port of its own. */
export async function startManagementApi(): Promise<FakeManagementApi> {
  let requests: string[] = [];
  const server = createServer(async (request, response) => {
    let body = '';
    for await (const chunk of request.setEncoding('utf8')) body += chunk;
    requests.push(`${request.method} ${decodeURIComponent(request.url ?? '')} ${body}`);
    response.writeHead(200).end();
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  return {
    endpoint: `http://127.0.0.1:${(server.address() as AddressInfo).port}/chat`,
    takeRequests() {
      const taken = requests;
      requests = [];
      return taken;
    },
    stop: () =>
      new Promise((resolve) => {
        server.close(() => resolve());
        server.closeAllConnections();
      }),
  };
}
