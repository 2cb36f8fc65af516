import type { IncomingMessage } from 'node:http';

export class PayloadTooLarge extends Error {
  override readonly name = 'PayloadTooLarge';
}

/**
 * A request's body as UTF-8.
 *
 * @throws PayloadTooLarge when it has more than `mostBytes`; the rest is read and dropped, so that the
 * answer can be sent on the same connection.
 */
export async function readBody(request: IncomingMessage, mostBytes: number): Promise<string> {
  const chunks: Buffer[] = [];
  let size = 0;
  for await (const chunk of request as AsyncIterable<Buffer>) {
    size += chunk.length;
    if (size <= mostBytes) {
      chunks.push(chunk);
    }
  }
  if (size > mostBytes) {
    throw new PayloadTooLarge(`The request has more than ${mostBytes} bytes.`);
  }
  return Buffer.concat(chunks).toString('utf8');
}
