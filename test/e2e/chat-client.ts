import { WebSocket } from 'ws';

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

/** A handshake that the server refused. */
export class Refused extends Error {
  override readonly name = 'Refused';
  readonly status: number;

  constructor(status: number) {
    super(`The handshake was refused with ${status}`);
    this.status = status;
  }
}

/** @param token goes into the handshake; without one the socket opens unauthenticated */
export async function connectClient(url: string, token?: string): Promise<ChatClient> {
  const socket = new WebSocket(
    url,
    token === undefined ? {} : { headers: { Authorization: `Bearer ${token}` } },
  );
  const arrived: string[] = [];
  const waiting: ((text: string) => void)[] = [];
  const closing = new Promise<number>((resolve) => socket.on('close', resolve));
  socket.on('message', (frame) => {
    const text = readText(String(frame));
    const waiter = waiting.shift();
    if (waiter) waiter(text);
    else arrived.push(text);
  });
  await new Promise<void>((resolve, reject) => {
    socket.once('open', resolve);
    socket.once('error', reject);
    socket.once('unexpected-response', (_request, response) => reject(new Refused(response.statusCode ?? 0)));
  });
  socket.on('error', () => undefined);

  const next = () => {
    const text = arrived.shift();
    return text === undefined
      ? new Promise<string>((resolve) => waiting.push(resolve))
      : Promise.resolve(text);
  };
  return {
    send: (command) => socket.send(JSON.stringify(command)),
    sendRaw: (frame) => socket.send(frame),
    next,
    async nextSorted(count) {
      return (await Promise.all(Array.from({ length: count }, next))).sort();
    },
    closed: () => closing,
    close() {
      socket.close();
      return closing;
    },
    kill: () => socket.terminate(),
  };
}

/** Exactly one key, `message` or `error`: anything else is shown as it came. */
function readText(frame: string): string {
  const parsed = JSON.parse(frame) as Record<string, unknown>;
  if (Object.keys(parsed).length !== 1) return frame;
  if (typeof parsed.message === 'string') return parsed.message;
  return typeof parsed.error === 'string' ? `error: ${parsed.error}` : frame;
}
