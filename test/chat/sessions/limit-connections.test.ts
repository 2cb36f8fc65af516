import { describe, expect, test } from '@jest/globals';
import { closeOldestConnections } from '../../../chat/delivery/close-oldest.ts';
import { userChannel } from '../../../chat/ports/subscriptions.ts';
import { createLaggingSubscriptions } from '../../../memory/lagging-subscriptions.ts';
import { gone } from '../../../memory/posts.ts';
import { createChatUnderTest } from '../chat-under-test.ts';

const closing = {
  type: 'closing',
  code: 'conflict',
  error: 'Too many connections: at most 10',
  reconnect: false,
};

/** A user with that many connections, a second apart. */
async function connectMany(count: number, overrides: Parameters<typeof createChatUnderTest>[0] = {}) {
  const chat = createChatUnderTest(overrides);
  const connections: string[] = [];
  for (let nth = 0; nth < count; nth++) {
    connections.push(await chat.connect('user1', { protocol: nth % 2 === 0 ? 'v2' : 'v1' }));
    chat.ports.clock.advance(1_000);
  }
  const asked = () => chat.ports.deliverRequests.requests.filter(({ type }) => type === 'limit_connections');
  return { chat, connections, asked };
}

describe('a user', () => {
  test('may have ten connections', async () => {
    const { asked } = await connectMany(10);
    expect(asked()).toEqual([]);
  });

  test('who opens an eleventh loses the oldest, which is told not to come back', async () => {
    const { chat, connections, asked } = await connectMany(11);
    expect(asked()).toEqual([{ type: 'limit_connections', user: 'user1' }]);
    await closeOldestConnections(chat.ports, 'user1');
    expect(chat.ports.posts.closed).toEqual([connections[0]]);
    expect(chat.framesTo(connections[0] ?? '')).toEqual([closing]);
    for (const other of connections.slice(1)) expect(chat.ports.posts.framesOf(other)).toEqual([]);
  });

  test('loses as many as are too many, and a v1 connection without a frame that it wouldn’t know', async () => {
    const { chat, connections } = await connectMany(12);
    await closeOldestConnections(chat.ports, 'user1');
    expect([...chat.ports.posts.closed].sort()).toEqual(connections.slice(0, 2).sort());
    expect(chat.ports.posts.framesOf(connections[1] ?? '')).toEqual([]);
  });

  test('loses the rows of one that has gone unnoticed', async () => {
    const { chat, connections } = await connectMany(11);
    chat.ports.posts.script(connections[0] ?? '', () => gone);
    chat.ports.posts.close = async () => gone;
    await closeOldestConnections(chat.ports, 'user1');
    const left: string[] = [];
    for await (const page of chat.ports.subscriptions.pages(userChannel('user1'), { consistent: true })) {
      left.push(...page.map(({ connectionId }) => connectionId));
    }
    expect(left).not.toContain(connections[0]);
    expect(left).toHaveLength(10);
  });

  test('is counted from what is certain: a read that lags would miss those of the last moment', async () => {
    const { asked } = await connectMany(11, { subscriptions: createLaggingSubscriptions() });
    expect(asked()).toEqual([{ type: 'limit_connections', user: 'user1' }]);
  });

  test('is held to it when signing in by a frame, too', async () => {
    const { chat, asked } = await connectMany(10);
    await chat.connectUnauthenticated('late');
    await chat.send('late', { type: 'authenticate', token: `Bearer ${chat.tokenOf('user1')}` });
    expect(asked()).toHaveLength(1);
  });
});
