import { WebSocket } from 'ws';

/** A connection whose frames are waited for one by one. */
export interface ChatClient {
  send(command: object): void;
  /** Resolves with the first frame not yet waited for that has this text in it. */
  hears(text: string): Promise<void>;
  close(): Promise<void>;
}

const HEARS_WITHIN_MS = 15_000;

/** @param token goes into the handshake */
export async function connectClient(url: string, token?: string): Promise<ChatClient> {
  const socket = new WebSocket(
    url,
    token === undefined ? {} : { headers: { Authorization: `Bearer ${token}` } },
  );
  const heard: string[] = [];
  let notice = () => {};
  socket.on('message', (data) => {
    heard.push(String(data));
    notice();
  });
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
          heard.splice(0, index + 1);
          clearTimeout(timer);
          resolve();
        };
        notice();
      }),
    close() {
      const closed = new Promise<void>((resolve) => socket.once('close', () => resolve()));
      socket.close();
      return closed;
    },
  };
}
