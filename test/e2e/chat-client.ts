import { openTextSocket } from '../sockets/text-socket.ts';

/** A user's socket in a test: frames are awaited one by one, in the order in which they came. */
export interface ChatClient {
  send(command: Record<string, unknown>): void;
  sendRaw(frame: string | Buffer): void;
  /** The text of the next frame: its `message`, or `error: ` and its `error`. */
  next(): Promise<string>;
  /** The next frames, sorted: for what may come in any order. */
  nextSorted(count: number): Promise<string[]>;
  /** Resolves with the close code. */
  closed(): Promise<number>;
  close(): Promise<number>;
  /** Ends the TCP connection without a word. */
  kill(): void;
}

/** @param token goes into the handshake; without one the socket opens unauthenticated */
export async function connectClient(url: string, token?: string): Promise<ChatClient> {
  const socket = await openTextSocket(url, { token });
  const next = async () => readText(await socket.next());
  return {
    send: socket.send,
    sendRaw: socket.send,
    next,
    async nextSorted(count) {
      return (await Promise.all(Array.from({ length: count }, next))).sort();
    },
    closed: async () => (await socket.closed).code,
    close: async () => (await socket.close()).code,
    kill: socket.kill,
  };
}

/** Exactly one key, `message` or `error`: anything else is shown as it came. */
function readText(frame: string): string {
  const parsed = JSON.parse(frame) as Record<string, unknown>;
  if (Object.keys(parsed).length !== 1) return frame;
  if (typeof parsed.message === 'string') return parsed.message;
  return typeof parsed.error === 'string' ? `error: ${parsed.error}` : frame;
}
