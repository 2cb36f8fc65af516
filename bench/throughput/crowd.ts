import { WebSocket } from 'ws';
import type { Wire } from './wire.ts';

/** Clients of one server; the first of them speaks. */
export interface Crowd {
  readonly size: number;
  /** Connects more clients until there are so many. */
  grow(size: number): Promise<void>;
  /** Sends one frame. */
  say(): void;
  /** From now on told of each delivery to any client, and of each refusal to let the speaker go on. */
  listen(listener: CrowdListener): void;
  close(): void;
}

export interface CrowdListener {
  onDelivery(): void;
  onSlowDown?(): void;
}

export interface CrowdOptions {
  readonly url: string;
  readonly wire: Wire;
  /** What the handshake of the so-manieth client carries. */
  headersOf?(index: number): Promise<Record<string, string>>;
  /** Whether a client has joined when its handshake is done, or only when the wire says so. */
  readonly joinsByFrame?: boolean;
}

/** A frame of a usual length. */
export const COMMAND = { type: 'lobby', content: 'Hello everyone, how are you?' };

/** Few, for what is measured comes afterwards: a crowd that arrives at once would find a hot server. */
const HANDSHAKES_AT_ONCE = 4;

export function createCrowd({ url, wire, headersOf, joinsByFrame = false }: CrowdOptions): Crowd {
  const sockets: WebSocket[] = [];
  const frame = wire.encode(COMMAND);
  let listener: CrowdListener = { onDelivery() {} };
  let started = 0;

  async function connect(index: number): Promise<WebSocket> {
    const socket = new WebSocket(url, {
      headers: (await headersOf?.(index)) ?? {},
      perMessageDeflate: false,
    });
    await new Promise<void>((resolve, reject) => {
      if (!joinsByFrame) socket.once('open', resolve);
      socket.once('error', reject);
      socket.on('message', (data) => {
        const message = wire.read(String(data));
        if (message.kind === 'delivery') listener.onDelivery();
        else if (message.kind === 'reply') socket.send(message.text);
        else if (message.kind === 'joined') resolve();
        else if (message.kind === 'slow-down') listener.onSlowDown?.();
        else throw new Error(`${url} sent what nobody asked for: ${data}`);
      });
    });
    return socket;
  }

  async function connectUntil(size: number): Promise<void> {
    while (started < size) {
      const index = started++;
      sockets[index] = await connect(index);
    }
  }

  return {
    get size() {
      return sockets.length;
    },
    async grow(size) {
      await Promise.all(Array.from({ length: HANDSHAKES_AT_ONCE }, () => connectUntil(size)));
    },
    say: () => sockets[0]?.send(frame),
    listen(next) {
      listener = next;
    },
    close() {
      for (const socket of sockets) socket.terminate();
    },
  };
}
