import { SUBPROTOCOL_V2 } from '../../protocol/negotiate.ts';
import { type Closed, openTextSocket } from '../sockets/text-socket.ts';

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
  const received: Record<string, unknown>[] = [];
  const socket = await openTextSocket(url, {
    token,
    protocols: subprotocols,
    onText: (text) => received.push(JSON.parse(text)),
  });
  const next = async () => JSON.parse(await socket.next()) as Record<string, unknown>;
  const closed = async (closing: Promise<Closed>) => (await closing).code;
  return {
    send: socket.send,
    sendRaw: socket.send,
    next,
    take: (count) => Promise.all(Array.from({ length: count }, next)),
    received,
    get untaken() {
      return socket.untaken.map((text) => JSON.parse(text));
    },
    subprotocol: socket.socket.protocol,
    closed: () => closed(socket.closed),
    close: () => closed(socket.close()),
    kill: socket.kill,
  };
}
