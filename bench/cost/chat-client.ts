import { WebSocket } from 'ws';
import { type Protocol, SUBPROTOCOL_V2 } from '../../protocol/negotiate.ts';

/** A connection whose frames are waited for one by one. */
export interface ChatClient {
  send(command: object): void;
  /** Resolves with the first frame not yet waited for that has this text in it, and passes over those before it. */
  hears(text: string): Promise<string>;
  /** Resolves when the server has closed it. */
  closed(): Promise<void>;
  close(): Promise<void>;
}

const HEARS_WITHIN_MS = 15_000;

/** @param token goes into the handshake */
export async function connectClient(
  url: string,
  { token, protocol = 'v1' }: { token?: string; protocol?: Protocol } = {},
): Promise<ChatClient> {
  const socket = new WebSocket(
    url,
    protocol === 'v2' ? [SUBPROTOCOL_V2] : [],
    token === undefined ? {} : { headers: { Authorization: `Bearer ${token}` } },
  );
  const heard: string[] = [];
  let notice = () => {};
  socket.on('message', (data) => {
    heard.push(String(data));
    notice();
  });
  const ended = new Promise<void>((resolve) => socket.once('close', () => resolve()));
  await new Promise<void>((resolve, reject) => {
    socket.once('open', resolve);
    socket.once('error', reject);
  });
  return {
    send: (command) => socket.send(JSON.stringify(command)),
    hears: (text) =>
      new Promise((resolve, reject) => {
        const timer = setTimeout(
          () => reject(new Error(`Nobody said "${text}", only: ${heard.join(' ')}`)),
          HEARS_WITHIN_MS,
        );
        notice = () => {
          const index = heard.findIndex((frame) => frame.includes(text));
          if (index < 0) return;
          const frame = heard.splice(0, index + 1).at(-1) ?? '';
          clearTimeout(timer);
          resolve(frame);
        };
        notice();
      }),
    closed: () => ended,
    close() {
      socket.close();
      return ended;
    },
  };
}
