import { createServer, type Server, type Socket } from 'node:net';

/** A request, read to its end. */
export interface PlainRequest {
  readonly method: string;
  readonly path: string;
  /** Of a header, by its name in lower case. */
  header(name: string): string | undefined;
  readonly body: Buffer;
  /** Answers it; does nothing when the client has hung up. @returns whether the client was still there */
  answer(response: Buffer): boolean;
}

const HEAD_END = Buffer.from('\r\n\r\n');
const NOTHING = Buffer.alloc(0);

/**
 * HTTP/1.1 as the AWS SDK and `http.request` speak it: kept alive, one request at a time on a connection, bodies with
 * a content-length. It takes a fifth of the CPU of `http.createServer`, and the measured functions share the machine
 * with it.
 */
export function createPlainServer(onRequest: (request: PlainRequest) => void): Server {
  return createServer({ noDelay: true }, (socket) => {
    let received: Buffer = NOTHING;
    // A client that hangs up in the middle is its own business.
    socket.on('error', () => socket.destroy());
    socket.on('data', (chunk) => {
      received = received.length === 0 ? chunk : Buffer.concat([received, chunk]);
      for (let size = readOne(socket, received, onRequest); size > 0; ) {
        received = received.subarray(size);
        size = readOne(socket, received, onRequest);
      }
    });
  });
}

/** @returns the bytes of the request that was read; 0 while it isn't there completely */
function readOne(socket: Socket, received: Buffer, onRequest: (request: PlainRequest) => void): number {
  const headEnd = received.indexOf(HEAD_END);
  if (headEnd < 0) return 0;
  const head = received.toString('latin1', 0, headEnd);
  const header = (name: string) => findHeader(head, name);
  const bodyStart = headEnd + HEAD_END.length;
  const bodyEnd = bodyStart + Number(header('content-length') ?? 0);
  if (received.length < bodyEnd) return 0;
  const [method = '', path = ''] = head.slice(0, head.indexOf('\r\n')).split(' ', 2);
  onRequest({
    method,
    path,
    header,
    body: received.subarray(bodyStart, bodyEnd),
    answer(response) {
      if (socket.destroyed) return false;
      socket.write(response);
      return true;
    },
  });
  return bodyEnd;
}

function findHeader(head: string, name: string): string | undefined {
  const pattern = patterns.get(name) ?? new RegExp(`\r\n${name}: *([^\r]*)`, 'i');
  patterns.set(name, pattern);
  return pattern.exec(head)?.[1];
}

const AWS_HEADERS = {
  date: 'Sun, 22 Nov 2026 11:55:00 GMT',
  'x-amzn-requestid': '5f0c3b0e-9c1e-4c39-8c1b-4ce2d8c0f1aa',
};

const patterns = new Map<string, RegExp>();

/** A response, ready to be written any number of times, with the headers that every answer of AWS has. */
export function makeResponse(
  status: number,
  body: string | Buffer = '',
  headers: Record<string, string> = {},
): Buffer {
  const bytes = Buffer.from(body);
  const lines = Object.entries({ ...AWS_HEADERS, ...headers, 'content-length': bytes.length });
  const head = [`HTTP/1.1 ${status} Model`, ...lines.map(([name, value]) => `${name}: ${value}`)];
  return Buffer.concat([Buffer.from(`${head.join('\r\n')}\r\n\r\n`), bytes]);
}
