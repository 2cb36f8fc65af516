import { WebSocket } from 'ws';
import { SUBPROTOCOL_V2 } from '../../protocol/negotiate.ts';
import { Refused } from './chat-client.ts';

/** A socket in a test that gives its frames as they came, parsed: awaited one by one, in order. */
export interface FrameClient {
  send(command: Record<string, unknown>): void;
  sendRaw(frame: string | Buffer): void;
  /** The next frame that hasn't been taken. */
  next(): Promise<Record<string, unknown>>;
  /** The next frames, in the order in which they came. */
  take(count: number): Promise<Record<string, unknown>[]>;
  /** Every frame so far, taken or not. */
  readonly received: readonly Record<string, unknown>[];
  /** Those of them that nobody has taken yet. */
  readonly untaken: readonly Record<string, unknown>[];
  /** The subprotocol that the server named; empty for none. */
  readonly subprotocol: string;
  /** Resolves with the close code. */
  closed(): Promise<number>;
  close(): Promise<number>;
  /** Ends the TCP connection without a word. */
  kill(): void;
}

export interface FrameClientOptions {
  /** Goes into the handshake; without one the socket opens unauthenticated. */
  readonly token?: string | undefined;
  /** What the client offers. Default: `chat.v2`. */
  readonly subprotocols?: readonly string[];
}

/**
 * Connects with `chat.v2`, or with other subprotocols or none.
 * @throws Refused when the handshake is
 */
export async function connectV2(url: string, options: FrameClientOptions = {}): Promise<FrameClient> {
  const { token, subprotocols = [SUBPROTOCOL_V2] } = options;
  const headers = token === undefined ? {} : { Authorization: `Bearer ${token}` };
  const socket = new WebSocket(url, [...subprotocols], { headers });
  const received: Record<string, unknown>[] = [];
  const untaken: Record<string, unknown>[] = [];
  const waiting: ((frame: Record<string, unknown>) => void)[] = [];
  const closing = new Promise<number>((resolve) => socket.on('close', resolve));
  socket.on('message', (data) => {
    const frame = JSON.parse(String(data)) as Record<string, unknown>;
    received.push(frame);
    const waiter = waiting.shift();
    if (waiter) waiter(frame);
    else untaken.push(frame);
  });
  await new Promise<void>((resolve, reject) => {
    socket.once('open', resolve);
    socket.once('error', reject);
    socket.once('unexpected-response', (_request, response) => reject(new Refused(response.statusCode ?? 0)));
  });
  socket.on('error', () => undefined);

  const next = () => {
    const frame = untaken.shift();
    if (frame !== undefined) return Promise.resolve(frame);
    return new Promise<Record<string, unknown>>((resolve) => waiting.push(resolve));
  };
  return {
    send: (command) => socket.send(JSON.stringify(command)),
    sendRaw: (frame) => socket.send(frame),
    next,
    take: (count) => Promise.all(Array.from({ length: count }, next)),
    received,
    untaken,
    subprotocol: socket.protocol,
    closed: () => closing,
    close() {
      socket.close();
      return closing;
    },
    kill: () => socket.terminate(),
  };
}

/**
 * Connects without a token in the handshake and authenticates by a frame, as browsers do.
 * @returns once that is answered; the answer is the first of `received`, and taken
 */
export async function connectV2ByFrame(url: string, token: string): Promise<FrameClient> {
  const client = await connectV2(url);
  client.send({ type: 'authenticate', token: `Bearer ${token}`, ref: 'sign-in' });
  const answer = await client.next();
  if (answer.type !== 'authenticated') throw new Error(`Not signed in: ${JSON.stringify(answer)}`);
  return client;
}
