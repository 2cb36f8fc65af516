import type { IncomingHttpHeaders } from 'node:http';
import { type ClientOptions, WebSocket } from 'ws';
import { createQueue } from './queue.ts';

export interface SocketClient {
  readonly socket: WebSocket;
  /** The next text frame. */
  nextMessage(): Promise<string>;
  readonly closed: Promise<{ code: number; reason: string }>;
  send(message: unknown): void;
}

export interface RefusedHandshake {
  readonly status: number;
  readonly headers: IncomingHttpHeaders;
  readonly body: string;
}

export interface ClientSettings extends ClientOptions {
  readonly protocols?: string[];
}

function openSocket(url: string, { protocols = [], ...options }: ClientSettings): WebSocket {
  return new WebSocket(url, protocols, { perMessageDeflate: false, ...options });
}

/** Resolves when the handshake has succeeded; rejects when it was refused. */
export async function connectClient(url: string, settings: ClientSettings = {}): Promise<SocketClient> {
  const socket = openSocket(url, settings);
  const messages = createQueue<string>();
  // Listening from the start: the first frame may come with the handshake's answer.
  socket.on('message', (data, isBinary) => messages.push(isBinary ? `binary ${data}` : String(data)));
  const closed = new Promise<{ code: number; reason: string }>((resolve) => {
    socket.once('close', (code, reason) => resolve({ code, reason: String(reason) }));
  });
  await new Promise<void>((resolve, reject) => {
    socket.once('open', () => resolve());
    socket.once('error', reject);
  });
  socket.on('error', () => {});
  return {
    socket,
    closed,
    nextMessage: messages.next,
    send: (message) => socket.send(typeof message === 'string' ? message : JSON.stringify(message)),
  };
}

/** Resolves with the answer of a handshake that is refused; rejects when it succeeds. */
export function connectRefused(url: string, settings: ClientSettings = {}): Promise<RefusedHandshake> {
  const socket = openSocket(url, settings);
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
