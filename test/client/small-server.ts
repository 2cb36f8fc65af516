import type { AddressInfo } from 'node:net';
import { WebSocketServer } from 'ws';
import { cursorBehind } from '../../protocol/cursor.ts';
import { makeEventId } from '../../protocol/events/event-id.ts';
import { SUBPROTOCOL_V2 } from '../../protocol/negotiate.ts';

export interface SmallServer {
  readonly url: string;
  close(): Promise<void>;
}

type Fields = Readonly<Record<string, unknown>>;

/** A chat of real sockets that acknowledges everything, and says to everybody what is said. */
export async function startSmallServer(): Promise<SmallServer> {
  const server = new WebSocketServer({ port: 0, host: '127.0.0.1', handleProtocols: () => SUBPROTOCOL_V2 });
  await new Promise((resolve) => server.once('listening', resolve));
  server.on('connection', (socket) => {
    socket.on('message', (text) => {
      const command = JSON.parse(String(text)) as Fields;
      for (const frame of framesFor(command)) socket.send(JSON.stringify(frame));
    });
  });
  const { port } = server.address() as AddressInfo;
  return {
    url: `ws://127.0.0.1:${port}/ws/chat/lobby/`,
    close() {
      for (const socket of server.clients) socket.terminate();
      return new Promise((resolve) => server.close(() => resolve()));
    },
  };
}

function framesFor({ ref, type, content, conversation, token }: Fields): object[] {
  const now = Date.now();
  const id = makeEventId({ receivedAt: now, arrival: 0, random: Math.random });
  switch (type) {
    case 'authenticate': {
      if (token !== 'Bearer a.good.token')
        return [{ type: 'error', ref, code: 'invalid_token', error: 'Invalid token' }];
      const expires_at = new Date(now + 3_600_000).toISOString();
      return [{ type: 'authenticated', ref, user: 'user1', expires_at }];
    }
    case 'sync': {
      const cursors = { lobby: cursorBehind(now), whispers: cursorBehind(now) };
      return [{ type: 'synced', ref, events: [], cursors, more: false, recovered: {} }];
    }
    case 'history':
      return [{ type: 'history', ref, conversation, events: [], before: null }];
    default: {
      const ack = { type: 'ack', ref, id };
      if (content === undefined) return [ack];
      const ts = new Date(now).toISOString();
      return [{ type: 'message', id, ts, conversation: String(type), from: 'user1', content }, ack];
    }
  }
}
