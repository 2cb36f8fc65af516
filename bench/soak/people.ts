import { WebSocket } from 'ws';
import { type ChatClient, ChatRequestError, createChatClient, type OpenSocket } from '../../client/index.ts';
import type { Ledger } from './ledger.ts';
import type { Server } from './server.ts';

/** A user of the SDK. */
export interface SdkUser {
  readonly name: string;
  readonly client: ChatClient;
  /** Ends the TCP connection without a word: the SDK comes back by itself. */
  cut(): void;
}

export function connectSdkUser(server: Server, name: string, ledger: Ledger): SdkUser {
  const sockets: WebSocket[] = [];
  const client = createChatClient({
    url: server.url,
    token: () => server.token(name),
    openSocket(url, protocols) {
      const socket = new WebSocket(url, protocols);
      sockets.push(socket);
      return socket as unknown as ReturnType<OpenSocket>;
    },
  });
  client.on('message', ({ content }) => ledger.seen(name, content));
  client.connect();
  return {
    name,
    client,
    cut() {
      for (const socket of sockets.splice(0)) socket.terminate();
    },
  };
}

/** A bare socket of the default protocol, which signs in by its handshake. */
export interface BareUser {
  readonly name: string;
  open(): Promise<void>;
  close(): void;
}

export function createBareUser(server: Server, name: string, ledger: Ledger): BareUser {
  let socket: WebSocket | undefined;
  return {
    name,
    async open() {
      const headers = { Authorization: `Bearer ${await server.token(name)}` };
      const opened = new WebSocket(server.url, { headers });
      socket = opened;
      opened.on('message', (data) => {
        const { message = '' } = JSON.parse(String(data)) as { message?: string };
        const key = /soak-\d+$/.exec(message)?.[0];
        if (key) ledger.seen(name, key);
      });
      await new Promise<void>((resolve, reject) => {
        opened.once('open', resolve);
        opened.once('error', reject);
      });
    },
    close: () => socket?.close(),
  };
}

export const codeOf = (error: unknown) => (error instanceof ChatRequestError ? error.code : String(error));
