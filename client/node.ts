import { type ChatClient, createChatClient as createClient } from './chat-client.ts';
import type { ChatClientOptions } from './options/options.ts';
import { findWebSocket, NO_WEB_SOCKET, type OpenSocket, type WebSocketClass } from './platform/socket.ts';

// What is exported here by name hides what `*` would bring.
export * from './index.ts';

/**
 * Makes a client, which does nothing before `connect()`. Where Node has no WebSocket of its own (before 22), it uses
 * that of the package `ws`, which is loaded then and not before.
 * @throws RangeError for an option that can't work
 * @throws TypeError for one that is missing, or of the wrong kind
 * @throws Error when there is no WebSocket to be had; its cause is what became of loading `ws`
 */
export function createChatClient(options: ChatClientOptions): ChatClient {
  if (options?.openSocket || findWebSocket()) return createClient(options);
  const Ws = loadWs();
  const openSocket: OpenSocket = (url, protocols) => new Ws(url, protocols);
  return createClient({ ...options, openSocket });
}

declare const require: (name: string) => unknown;

function loadWs(): WebSocketClass {
  try {
    // In a `try`, where bundlers take it for a package that may be missing.
    const ws = require('ws') as WebSocketClass & { readonly WebSocket?: WebSocketClass };
    return ws.WebSocket ?? ws;
  } catch (cause) {
    const [why] = String(cause).split('\n');
    const instead = 'or use Node 22 or newer, or `npm install ws`';
    throw new Error(`${NO_WEB_SOCKET}, ${instead}. Loading ws failed: ${why}`, { cause });
  }
}
