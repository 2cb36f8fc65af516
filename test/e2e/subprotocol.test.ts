import { once } from 'node:events';
import { request } from 'node:http';
import { describe, expect, test } from '@jest/globals';
import { WebSocket } from 'ws';
import { startChatUnderTest } from './chat-under-test.ts';

const chat = startChatUnderTest();

/** Where a client may connect: CloudFront's path, with any room, and the API's own. */
const PATHS = ['/ws/chat/any-room/', '/ws/chat/any-room', '/chat'];
const offers: [offered: string[], echoed: string | undefined][] = [
  [['chat.v2'], 'chat.v2'],
  [['a, chat.v2'], 'chat.v2'],
  [['a', 'chat.v2'], 'chat.v2'],
  [['a'], undefined],
  [['chat.v1'], undefined],
  [['Chat.V2'], undefined],
  [[], undefined],
];

/**
 * Shakes hands and hangs up. (The client of `ws` fails by itself when nothing of its offer is echoed.)
 * @param offered the values of as many headers
 * @returns the status, and the subprotocol that the server named
 */
async function shakeHands(path: string, offered: readonly string[], token?: string) {
  const handshake = request(new URL(path, chat.stack.webSocketUrl.replace(/^ws/, 'http')), {
    headers: {
      Connection: 'Upgrade',
      Upgrade: 'websocket',
      'Sec-WebSocket-Version': '13',
      'Sec-WebSocket-Key': Buffer.alloc(16).toString('base64'),
      ...(offered.length > 0 && { 'Sec-WebSocket-Protocol': [...offered] }),
      ...(token !== undefined && { Authorization: `Bearer ${token}` }),
    },
  });
  return new Promise<{ status: number | undefined; echoed: string | undefined }>((resolve, reject) => {
    handshake.on('upgrade', ({ statusCode, headers }, socket) => {
      socket.destroy();
      resolve({ status: statusCode, echoed: headers['sec-websocket-protocol'] });
    });
    handshake.on('response', (response) => {
      response.resume();
      resolve({ status: response.statusCode, echoed: response.headers['sec-websocket-protocol'] });
    });
    handshake.on('error', reject);
    handshake.end();
  });
}

describe.each(PATHS)('a handshake at %s', (path) => {
  test.each(offers)('that offers %j is answered %j, with and without a token', async (offered, echoed) => {
    const accepted = { status: 101, echoed };
    expect(await shakeHands(path, offered)).toEqual(accepted);
    expect(await shakeHands(path, offered, await chat.stack.token(chat.name('user')))).toEqual(accepted);
  });

  test('that is refused names no subprotocol', async () => {
    expect(await shakeHands(path, ['chat.v2'], 'garbage')).toEqual({ status: 401, echoed: undefined });
  });
});

const V2_ERROR = { type: 'error', code: 'unknown_type', error: 'Unknown message type: foo' };
const spoken: [offered: string[], subprotocol: string, answer: unknown][] = [
  [['chat.v2'], 'chat.v2', expect.objectContaining(V2_ERROR)],
  [['a', 'chat.v2'], 'chat.v2', expect.objectContaining(V2_ERROR)],
  [[], '', { error: 'Unknown message type: foo' }],
];

describe('a connection', () => {
  test.each(spoken)(
    'that offered %j speaks what was negotiated, with and without a token',
    async (offered, subprotocol, answer) => {
      const Authorization = `Bearer ${await chat.stack.token(chat.name('user'))}`;
      for (const headers of [{ Authorization }, {}]) {
        const socket = new WebSocket(chat.stack.webSocketUrl, offered, { headers });
        const closed = once(socket, 'close');
        await once(socket, 'open');
        expect(socket.protocol).toBe(subprotocol);
        socket.send('{"type":"foo"}');
        const [frame] = await once(socket, 'message');
        expect(JSON.parse(String(frame))).toEqual(answer);
        socket.close();
        await closed;
      }
    },
  );
});
