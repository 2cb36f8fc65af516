import { type ChatClient, createChatClient as createClient } from './chat-client.ts';
import type { ChatClientOptions } from './settings.ts';
import { findWebSocket, openPlatformSocket, type WebSocketClass } from './socket.ts';

// What is exported here by name hides what `*` would bring.
export * from './index.ts';

/**
 * Makes a client, which does nothing before `connect()`. Where Node has no WebSocket of its own (before 22), it uses
 * that of the package `ws`.
 * @throws RangeError for an option that can't work
 * @throws Error when there is no WebSocket to be had
 */
export function createChatClient(options: ChatClientOptions): ChatClient {
  return createClient({ ...options, openSocket: options.openSocket ?? openNodeSocket });
}

const Ws = findWebSocket() ? undefined : await findWs();
const openNodeSocket = Ws ? (url: string, protocols: string[]) => new Ws(url, protocols) : openPlatformSocket;

async function findWs(): Promise<WebSocketClass | undefined> {
  try {
    return ((await import('ws')) as unknown as { readonly WebSocket: WebSocketClass }).WebSocket;
  } catch {
    return undefined;
  }
}
