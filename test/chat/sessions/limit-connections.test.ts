import { describe, expect, test } from '@jest/globals';
import { userChannel } from '../../../chat/ports/connections/subscriptions.ts';
import { closeExcessConnections } from '../../../chat/sessions/close-excess.ts';
import { createLaggingSubscriptions } from '../../../memory/connections/lagging-subscriptions.ts';
import { gone, posted } from '../../../memory/posts.ts';
import { createChatUnderTest } from '../chat-under-test.ts';

const v2Only = { isV2Only: true };
const probe = { type: 'probe' };
const closing = {
  type: 'closing',
  code: 'conflict',
  error: 'Too many connections: at most 10',
  reconnect: false,
};

/**
 * A user with that many connections, a second apart, in v2 and v1 in turn.
 * @param answering which of them answer when they are asked whether anybody is there
 */
async function connectMany(
  count: number,
  { isV2Only = false, ...overrides }: { isV2Only?: boolean } & Parameters<typeof createChatUnderTest>[0] = {},
  answering: (nth: number) => boolean = () => false,
) {
  const chat = createChatUnderTest(overrides);
  const connections: string[] = [];
  for (let nth = 0; nth < count; nth++) {
    const protocol = isV2Only || nth % 2 === 0 ? 'v2' : 'v1';
    connections.push(await chat.connect('user1', { protocol }));
    chat.ports.clock.advance(1_000);
  }
  const { post } = chat.ports.posts;
  chat.ports.posts.post = async (connectionId, frame) => {
    const outcome = await post(connectionId, frame);
    const isAsked = outcome.kind === 'done' && JSON.parse(frame).type === 'probe';
    if (isAsked && answering(connections.indexOf(connectionId)))
      setImmediate(() => void chat.send(connectionId, { type: 'here' }));
    return outcome;
  };
  const asked = () => chat.ports.deliverRequests.requests.filter(({ type }) => type === 'limit_connections');
  return { chat, connections, asked };
}

/** The connections that a user's rows name. */
async function rowsOf({ ports }: ReturnType<typeof createChatUnderTest>): Promise<string[]> {
  const rows: string[] = [];
  for await (const page of ports.subscriptions.pages(userChannel('user1'), { consistent: true })) {
    rows.push(...page.map(({ connectionId }) => connectionId));
  }
  return rows.sort();
}

/** A connection opens when it is to be closed for the nth time. @returns which were to be closed since */
function openAtClosing({ ports }: ReturnType<typeof createChatUnderTest>, opening: string, nth: number) {
  const closings: string[] = [];
  ports.posts.close = async (connectionId) => {
    closings.push(connectionId);
    const isOpen = connectionId !== opening || closings.filter((one) => one === opening).length >= nth;
    return isOpen ? posted : gone;
  };
  return () => [...closings];
}

describe('a user', () => {
  test('may have ten connections', async () => {
    const { asked } = await connectMany(10);
    expect(asked()).toEqual([]);
  });

  test('who opens an eleventh loses the oldest, if all answer, which is told not to come back', async () => {
    const { chat, connections, asked } = await connectMany(11, v2Only, () => true);
    expect(asked()).toEqual([{ type: 'limit_connections', user: 'user1' }]);
    await closeExcessConnections(chat.ports, 'user1');
    expect(chat.ports.posts.closed).toEqual([connections[0]]);
    expect(chat.framesTo(connections[0] ?? '')).toEqual([probe, closing]);
    for (const other of connections.slice(1)) expect(chat.framesTo(other)).toEqual([probe]);
  });

  test('loses those that don’t answer, the oldest first, and none that is in use, however old', async () => {
    const { chat, connections } = await connectMany(12, v2Only, (nth) => nth === 0 || nth === 2);
    await closeExcessConnections(chat.ports, 'user1');
    expect([...chat.ports.posts.closed].sort()).toEqual([connections[1], connections[3]].sort());
  });

  test('keeps the newest, which somebody has opened just now, though it doesn’t answer', async () => {
    const { chat, connections } = await connectMany(11, v2Only, (nth) => nth < 10);
    await closeExcessConnections(chat.ports, 'user1');
    expect(chat.ports.posts.closed).toEqual([connections[0]]);
  });

  test('loses what doesn’t answer before what can’t be asked, in v1, which gets no frame that it wouldn’t know', async () => {
    const { chat, connections } = await connectMany(17);
    await closeExcessConnections(chat.ports, 'user1');
    const closed = [...chat.ports.posts.closed].sort();
    // Of nine in v2 all but the newest.
    expect(closed).toEqual(connections.filter((_, nth) => nth % 2 === 0 && nth < 14).sort());
    expect(chat.ports.posts.framesOf(connections[1] ?? '')).toEqual([]);
  });

  test('loses what can’t be asked before what answers, however new', async () => {
    const { chat, connections } = await connectMany(12, {}, () => true);
    await closeExcessConnections(chat.ports, 'user1');
    expect([...chat.ports.posts.closed].sort()).toEqual([connections[1], connections[3]].sort());
  });

  test('loses what has answered before, and not now', async () => {
    const { chat, connections } = await connectMany(11, v2Only, (nth) => nth !== 1);
    await chat.send(connections[1] ?? '', { type: 'here' });
    chat.ports.clock.advance(60_000);
    await closeExcessConnections(chat.ports, 'user1');
    expect(chat.ports.posts.closed).toEqual([connections[1]]);
  });

  test('loses no connection where rows of some that are gone made the number', async () => {
    const { chat, connections } = await connectMany(12, v2Only);
    for (const one of connections.slice(3, 5)) chat.ports.posts.script(one, () => gone);
    chat.ports.clock.advance(60_000);
    await closeExcessConnections(chat.ports, 'user1');
    expect(chat.ports.posts.closed).toEqual([]);
    expect(await rowsOf(chat)).toEqual(connections.filter((_, nth) => nth !== 3 && nth !== 4).sort());
  });

  test('who opens more than twice as many is asked nothing, and loses the oldest', async () => {
    const { chat, connections } = await connectMany(21, v2Only, () => true);
    const startedAt = chat.ports.clock.now();
    await closeExcessConnections(chat.ports, 'user1');
    expect([...chat.ports.posts.closed].sort()).toEqual(connections.slice(0, 11).sort());
    expect(connections.flatMap((connection) => chat.framesTo(connection))).not.toContainEqual(probe);
    expect(chat.ports.clock.now()).toBe(startedAt);
  });

  test('doesn’t lose the rows of one that is still opening', async () => {
    const { chat, connections } = await connectMany(11, v2Only, () => true);
    const [newest = ''] = connections.slice(-1);
    chat.ports.posts.script(newest, () => gone);
    await closeExcessConnections(chat.ports, 'user1');
    expect(chat.ports.posts.closed).toEqual([connections[0]]);
    expect(await rowsOf(chat)).toContain(newest);
  });

  test('loses one that is opening only once it has opened, and its rows no sooner: it would be deaf', async () => {
    const { chat, connections } = await connectMany(11, {}, () => true);
    const [, opening = ''] = connections;
    const closings = openAtClosing(chat, opening, 3);
    await closeExcessConnections(chat.ports, 'user1');
    expect(closings()).toEqual([opening, opening, opening]);
    expect(await rowsOf(chat)).toContain(opening);
  });

  test('who opens more than twice as many has none waited for that is opening, nor its rows removed', async () => {
    const { chat, connections } = await connectMany(21, v2Only);
    const startedAt = chat.ports.clock.now();
    const [opening = '', ...others] = connections.slice(0, 11);
    const closings = openAtClosing(chat, opening, 2);
    await closeExcessConnections(chat.ports, 'user1');
    expect(closings().sort()).toEqual([opening, ...others].sort());
    expect(chat.ports.clock.now()).toBe(startedAt);
    expect(await rowsOf(chat)).toContain(opening);
  });

  test('loses the rows of one that has gone unnoticed', async () => {
    const { chat, connections } = await connectMany(11);
    chat.ports.clock.advance(60_000);
    chat.ports.posts.script(connections[0] ?? '', () => gone);
    await closeExcessConnections(chat.ports, 'user1');
    const left = await rowsOf(chat);
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
