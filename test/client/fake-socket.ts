import type { SocketLike } from '../../client/platform/socket.ts';
import type { Timers } from '../../client/platform/timers.ts';

/** Each way, milliseconds. */
const LATENCY_MS = 5;

/** Both ends of a socket. Frames take a while, and arrive in order. */
export class FakeSocket implements SocketLike {
  readonly protocol: string;
  onopen: ((event: never) => void) | null = null;
  onmessage: ((event: never) => void) | null = null;
  onclose: ((event: never) => void) | null = null;
  onerror: ((event: never) => void) | null = null;
  /** What the client sent, for as long as the socket was open. */
  readonly sent: Readonly<Record<string, unknown>>[] = [];
  isClosed = false;
  /** Nothing comes or goes, and nobody is told. */
  isSilent = false;
  readonly #timers: Timers;
  readonly #onCommand: (socket: FakeSocket, command: Record<string, unknown>) => void;

  constructor(
    timers: Timers,
    protocol: string,
    onCommand: (socket: FakeSocket, command: Record<string, unknown>) => void,
  ) {
    this.#timers = timers;
    this.protocol = protocol;
    this.#onCommand = onCommand;
  }

  open(): void {
    this.#later(() => this.onopen?.({} as never));
  }

  /** The client's end. */
  send(text: string): void {
    const command = JSON.parse(text) as Record<string, unknown>;
    if (this.isClosed) return;
    this.sent.push(command);
    this.#later(() => this.#onCommand(this, command));
  }

  /** The client's end. */
  close(): void {
    this.isClosed = true;
  }

  /** The server's end. */
  post(frame: unknown): void {
    const data = typeof frame === 'string' ? frame : JSON.stringify(frame);
    this.#later(() => this.onmessage?.({ data } as never));
  }

  /** The connection breaks. */
  drop(code = 1006): void {
    if (this.isClosed) return;
    this.isClosed = true;
    this.onerror?.({} as never);
    this.onclose?.({ code, reason: '' } as never);
  }

  #later(callback: () => void): void {
    this.#timers.setTimeout(() => {
      if (!this.isClosed && !this.isSilent) callback();
    }, LATENCY_MS);
  }
}
