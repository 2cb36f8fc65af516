import { afterAll, afterEach, beforeEach } from '@jest/globals';
import { WebSocket } from 'ws';
import {
  type ChatClient,
  type ChatClientOptions,
  createChatClient,
  type Events,
} from '../../client/index.ts';
import type { RunningStack } from '../../local/start-stack.ts';

/** A user of the SDK on a running stack, whose network a test can cut. */
export interface SdkClient {
  readonly client: ChatClient;
  /** The contents of the messages that it has been told of, in that order. */
  readonly heard: readonly string[];
  /** Ends the TCP connection without a word, and keeps a new one from opening until `restore`. */
  cut(): void;
  restore(): void;
}

let open: ChatClient[] = [];
/** Opened before any test. */
let early: ChatClient[] = [];
beforeEach(() => {
  early = [...early, ...open];
  open = [];
});
afterEach(() => {
  for (const client of open.splice(0)) client.close();
});
afterAll(() => {
  for (const client of early) client.close();
});

/** A client that is live. It is closed when the test ends, or all have for which it was opened. */
export async function connectSdk(
  stack: Pick<RunningStack, 'webSocketUrl' | 'token'>,
  user: string,
  options: Partial<ChatClientOptions> = {},
): Promise<SdkClient> {
  const sockets: WebSocket[] = [];
  const heard: string[] = [];
  let isCut = false;
  const client = createChatClient({
    url: stack.webSocketUrl,
    token: () => stack.token(user),
    openSocket(url, protocols) {
      if (isCut) throw new Error('The network is cut');
      const socket = new WebSocket(url, protocols);
      sockets.push(socket);
      return socket as unknown as ReturnType<NonNullable<ChatClientOptions['openSocket']>>;
    },
    backoff: { firstMs: 10, mostMs: 100 },
    ...options,
  });
  open.push(client);
  client.on('message', ({ content }) => heard.push(content));
  client.connect();
  await until(client, 'state', () => client.state === 'live');
  return {
    client,
    heard,
    cut() {
      isCut = true;
      for (const socket of sockets) socket.terminate();
    },
    restore() {
      isCut = false;
    },
  };
}

/** Resolves when something is so, looking again after each event of that name. */
export function until<Name extends keyof Events>(
  client: ChatClient,
  name: Name,
  isSo: () => boolean,
): Promise<void> {
  return new Promise((resolve) => {
    const stop = client.on(name, look);
    function look(): void {
      if (!isSo()) return;
      stop();
      resolve();
    }
    look();
  });
}
