import type { IncomingHttpHeaders } from 'node:http';
import { type ClientOptions, WebSocket } from 'ws';
import { openTextSocket } from '../../sockets/text-socket.ts';

export interface SocketClient {
  readonly socket: WebSocket;
  /** The next text frame. */
  nextMessage(): Promise<string>;
  readonly closed: Promise<{ code: number; reason: string }>;
  send(message: string | Buffer | object): void;
}

export interface RefusedHandshake {
  readonly status: number;
  readonly headers: IncomingHttpHeaders;
  readonly body: string;
}

export interface ClientSettings extends ClientOptions {
  readonly protocols?: string[];
}

/** @throws Refused when the handshake is */
export async function connectClient(url: string, settings: ClientSettings = {}): Promise<SocketClient> {
  const { socket, closed, next, send } = await openTextSocket(url, { perMessageDeflate: false, ...settings });
  return { socket, closed, nextMessage: next, send };
}

/** Resolves with the answer of a handshake that is refused; rejects when it succeeds. */
export function connectRefused(url: string, settings: ClientSettings = {}): Promise<RefusedHandshake> {
  const { protocols = [], ...options } = settings;
  const socket = new WebSocket(url, protocols, { perMessageDeflate: false, ...options });
  return new Promise((resolve, reject) => {
    socket.once('open', () => {
      socket.terminate();
      reject(new Error('The handshake succeeded'));
    });
    socket.once('error', reject);
    socket.once('unexpected-response', (_request, response) => {
      let body = '';
      response.setEncoding('utf8');
      response.on('data', (chunk: string) => {
        body += chunk;
      });
      response.on('end', () => {
        resolve({ status: response.statusCode ?? 0, headers: response.headers, body });
      });
    });
  });
}
