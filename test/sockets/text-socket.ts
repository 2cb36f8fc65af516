import { type ClientOptions, WebSocket } from 'ws';

/** A client's socket whose frames are awaited one by one, in the order in which they came, so that none is missed. */
export interface TextSocket {
  readonly socket: WebSocket;
  /** The next text that hasn't been taken; of a binary frame, `binary ` and its bytes as text. */
  next(): Promise<string>;
  /** Those that nobody has taken yet. */
  readonly untaken: readonly string[];
  send(frame: string | Buffer | object): void;
  readonly closed: Promise<Closed>;
  /** Begins to close. @returns as `closed` */
  close(): Promise<Closed>;
  /** Ends the TCP connection without a word. */
  kill(): void;
}

export interface Closed {
  readonly code: number;
  readonly reason: string;
}

export interface TextSocketOptions extends ClientOptions {
  /** Goes into the handshake. */
  readonly token?: string | undefined;
  readonly protocols?: readonly string[];
  /** Is told each text as it comes, before it can be taken. */
  readonly onText?: (text: string) => void;
}

/** A handshake that the server refused. */
class Refused extends Error {
  override readonly name = 'Refused';
  readonly status: number;

  constructor(status: number) {
    super(`The handshake was refused with ${status}`);
    this.status = status;
  }
}

/** @throws Refused when the handshake is; Error when there is no answer to it */
export async function openTextSocket(url: string, options: TextSocketOptions = {}): Promise<TextSocket> {
  const { token, protocols = [], onText, ...rest } = options;
  const headers = { ...rest.headers, ...(token !== undefined && { Authorization: `Bearer ${token}` }) };
  const socket = new WebSocket(url, [...protocols], { ...rest, headers });
  const untaken: string[] = [];
  const takers: ((text: string) => void)[] = [];
  // Listening from the start: the first frame may come with the handshake's answer.
  socket.on('message', (frame, isBinary) => {
    const text = isBinary ? `binary ${frame}` : String(frame);
    onText?.(text);
    const taker = takers.shift();
    if (taker) taker(text);
    else untaken.push(text);
  });
  const closed = new Promise<Closed>((resolve) => {
    socket.once('close', (code, reason) => resolve({ code, reason: String(reason) }));
  });
  await new Promise<void>((resolve, reject) => {
    socket.once('open', resolve);
    socket.once('error', reject);
    socket.once('unexpected-response', (_request, response) => reject(new Refused(response.statusCode ?? 0)));
  });
  socket.on('error', () => undefined);
  return {
    socket,
    untaken,
    closed,
    async next() {
      return untaken.shift() ?? new Promise<string>((resolve) => takers.push(resolve));
    },
    send: (frame) =>
      socket.send(typeof frame === 'string' || Buffer.isBuffer(frame) ? frame : JSON.stringify(frame)),
    close() {
      socket.close();
      return closed;
    },
    kill: () => socket.terminate(),
  };
}
