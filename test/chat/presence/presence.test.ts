import { describe, expect, test } from '@jest/globals';
import { removeConnection } from '../../../chat/connections/remove-connection.ts';
import { runRequest } from '../../../chat/run-request.ts';
import { PRESENCE_CHANGES_AT_ONCE } from '../../../protocol/limits.ts';
import { createChatUnderTest, HOUR_MS } from '../chat-under-test.ts';

const v2 = { protocol: 'v2' } as const;
const MINUTE_MS = 60_000;

/** `ann` and `bea` are friends, and `cid` is nobody's; what they hear of each other's presence. */
async function createFriends(overrides: Parameters<typeof createChatUnderTest>[0] = {}) {
  const chat = createChatUnderTest(overrides);
  const { ports } = chat;
  const { requests } = ports.deliverRequests;

  /** Does what was asked for so far. */
  async function runAsked(): Promise<void> {
    for (const request of requests.splice(0))
      if (request.type === 'presence') await runRequest(ports, request);
  }

  async function come(user: string): Promise<string> {
    const connection = await chat.connect(user, v2);
    await runAsked();
    return connection;
  }

  async function go(user: string, connection: string): Promise<void> {
    await removeConnection(ports, connection, user);
    await runAsked();
  }

  const [ann, bea, cid] = [await come('ann'), await come('bea'), await come('cid')];
  await chat.send(ann, { type: 'add', target: 'bea' });
  await chat.send(bea, { type: 'accept', target: 'ann' });
  for (const one of [ann, bea, cid]) chat.framesTo(one);

  const told = (connection: string) =>
    chat
      .framesTo(connection)
      .flatMap(({ type, user, state }) => (type === 'presence' ? [`${user} ${state}`] : []));
  const ask = async (connection: string, users: string[]) => {
    await chat.send(connection, { type: 'presences', ref: 'p', users });
    return chat.framesTo(connection).at(-1)?.items as Record<string, unknown>[];
  };
  const sweep = () => runRequest(ports, { type: 'sweep' });
  return { chat, ports, requests, runAsked, come, go, ann, bea, cid, told, ask, sweep };
}

describe('friends', () => {
  test('are told who has come and who has gone; strangers are not', async () => {
    const { go, come, ann, bea, cid, told } = await createFriends();
    await go('bea', bea);
    expect([told(ann), told(cid)]).toEqual([['bea offline'], []]);
    await come('bea');
    expect([told(ann), told(cid)]).toEqual([['bea online'], []]);
  });

  test('are told nothing of a second device', async () => {
    const { go, come, chat, ann, bea, told, requests } = await createFriends();
    chat.ports.clock.advance(MINUTE_MS);
    const phone = await come('bea');
    await go('bea', phone);
    expect(told(ann)).toEqual([]);
    expect(requests).toEqual([]);
    await go('bea', bea);
    expect(told(ann)).toEqual(['bea offline']);
  });

  test('are told nothing of who is back before anybody has looked', async () => {
    const { ports, chat, ann, bea, told, runAsked } = await createFriends();
    const before = await ports.presences.find('bea');
    await removeConnection(ports, bea, 'bea');
    await chat.connect('bea', v2);
    await runAsked();
    expect(told(ann)).toEqual([]);
    expect(await ports.presences.find('bea')).toEqual(before);
  });

  test('are told once of two devices that open at once, though neither was there first', async () => {
    const { go, ports, chat, ann, bea, told, runAsked } = await createFriends();
    await go('bea', bea);
    expect(told(ann)).toEqual(['bea offline']);
    for (const _ of [1, 2]) await chat.connect('bea', v2);
    expect(ports.deliverRequests.requests).toHaveLength(2);
    await runAsked();
    expect(told(ann)).toEqual(['bea online']);
  });

  test('of v1 hear nothing, and count as being there', async () => {
    const { chat, ann, told, runAsked } = await createFriends();
    const dan = await chat.connect('dan');
    await chat.send(dan, { type: 'add', target: 'ann' });
    await chat.send(ann, { type: 'accept', target: 'dan' });
    chat.heardBy(dan);
    await runAsked();
    await chat.send(ann, { type: 'presence', show: 'invisible' });
    expect(chat.heardBy(dan)).toEqual([]);
    expect(told(ann)).toEqual(['dan online']);
    await removeConnection(chat.ports, dan, 'dan');
    await runAsked();
    expect(told(ann)).toEqual(['dan offline']);
  });

  test('who can’t be reached are not closed for it', async () => {
    const { go, ports, ann, bea } = await createFriends();
    ports.posts.script(ann, async () => ({ kind: 'transient', cause: new Error('throttled') }));
    await go('bea', bea);
    expect(ports.posts.closed).toEqual([]);
  });

  test('are told with the next device of who came when nobody could be asked to find out, which keeps no handshake up', async () => {
    const { ports, chat, ann, told, come, go, bea } = await createFriends();
    await go('bea', bea);
    told(ann);
    const { send } = ports.deliverRequests;
    ports.deliverRequests.send = () => Promise.reject(new Error('Lambda has no room'));
    await chat.connect('bea', v2);
    ports.deliverRequests.send = send;
    ports.clock.advance(MINUTE_MS);
    expect(told(ann)).toEqual([]);
    await come('bea');
    expect(told(ann)).toEqual(['bea online']);
  });

  test('are told of who was there unseen, as the function died that was to find out, with the next device', async () => {
    const { ports, chat, ann, bea, told, come, go } = await createFriends();
    await go('bea', bea);
    told(ann);
    await chat.connect('bea', v2);
    ports.deliverRequests.requests.splice(0);
    ports.clock.advance(MINUTE_MS);
    await come('bea');
    expect(told(ann)).toEqual(['bea online']);
  });

  test('are told nothing of another device of who wants to be unseen', async () => {
    const { ports, chat, ann, bea, told, come, requests } = await createFriends();
    await chat.send(bea, { type: 'presence', show: 'invisible' });
    expect(told(ann)).toEqual(['bea offline']);
    ports.clock.advance(MINUTE_MS);
    await chat.connect('bea', v2);
    expect(requests).toEqual([]);
    await come('bea');
    expect(told(ann)).toEqual([]);
  });
});

describe('a presence', () => {
  test('is not left wrong by who looked before the last connection went, and wrote behind it', async () => {
    const { go, ports, chat, ann, bea, told, runAsked } = await createFriends();
    await go('bea', bea);
    told(ann);
    const back = await chat.connect('bea', v2);
    const { write } = ports.presences;
    ports.presences.write = async (user, presence) => {
      ports.presences.write = write;
      // Between the look and the write of who saw the connection: who sees none finds all as it was.
      await removeConnection(ports, back, 'bea');
      await runAsked();
      return write(user, presence);
    };
    await runAsked();
    expect(await ports.presences.find('bea')).toMatchObject({ isOnline: false });
    expect(told(ann).at(-1)).not.toBe('bea online');
  });

  test('is told although the answer of its write was lost', async () => {
    const { ports, ann, bea, told, go } = await createFriends();
    const { write } = ports.presences;
    ports.presences.write = async (user, presence) => {
      ports.presences.write = write;
      await write(user, presence);
      return false;
    };
    await go('bea', bea);
    expect(told(ann)).toEqual(['bea offline']);
  });

  test('that comes too fast is put off, and then the last of it told, once', async () => {
    const { ports, come, go, ann, told, ask, sweep, ...rest } = await createFriends();
    let { bea } = rest;
    const heard: string[] = [];
    for (let time = 0; time < PRESENCE_CHANGES_AT_ONCE; time++) {
      await go('bea', bea);
      ports.clock.advance(1_000);
      bea = await come('bea');
      heard.push(...told(ann));
    }
    await go('bea', bea);
    heard.push(...told(ann));
    expect(heard.length).toBeLessThanOrEqual(PRESENCE_CHANGES_AT_ONCE);
    expect(ports.undelivered.all()).toHaveLength(1);
    // Who asks meanwhile is answered as it is.
    const asked = async () => (await ask(ann, ['bea'])).map(({ state }) => state);
    expect(await asked()).toEqual(['offline']);
    bea = await come('bea');
    expect(await asked()).toEqual(['online']);
    await go('bea', bea);
    expect(await asked()).toEqual(['offline']);
    const last = (await ports.presences.find('bea')).isOnline;

    await sweep();
    expect(told(ann)).toEqual([]);
    ports.clock.advance(6 * MINUTE_MS);
    await Promise.all([sweep(), sweep()]);
    expect(told(ann)).toEqual(last ? ['bea offline'] : []);
    expect(await ports.presences.find('bea')).toMatchObject({ isOnline: false });
    expect(ports.undelivered.all()).toEqual([]);
  });
});

describe('presence', () => {
  test('lets one be unseen: friends see one go, and nothing from then on', async () => {
    const { chat, go, come, ann, bea, told, ask } = await createFriends();
    await chat.send(bea, { type: 'presence', show: 'invisible' });
    expect(told(ann)).toEqual(['bea offline']);
    const hidden = await ask(ann, ['bea']);
    expect(hidden).toEqual([
      { user: 'bea', state: 'offline', last_seen: expect.any(String), rev: expect.any(String) },
    ]);
    await go('bea', bea);
    chat.ports.clock.advance(MINUTE_MS);
    await come('bea');
    expect(told(ann)).toEqual([]);
    expect(await ask(ann, ['bea'])).toEqual(hidden);
  });

  test('tells one’s other devices how one is seen', async () => {
    const { chat, come, bea } = await createFriends();
    const phone = await come('bea');
    chat.framesTo(phone);
    await chat.send(bea, { type: 'presence', show: 'invisible' });
    expect(chat.framesTo(phone)).toMatchObject([
      { type: 'presence', user: 'bea', state: 'offline', show: 'invisible' },
    ]);
    expect(chat.framesTo(bea)).toEqual([]);
  });

  test('is held to so many times an hour', async () => {
    const { chat, bea } = await createFriends();
    for (let time = 0; time < PRESENCE_CHANGES_AT_ONCE; time++)
      await chat.send(bea, { type: 'presence', show: time % 2 === 0 ? 'invisible' : 'online' });
    chat.framesTo(bea);
    await chat.send(bea, { type: 'presence', show: 'online' });
    expect(chat.framesTo(bea)).toMatchObject([{ type: 'error', code: 'rate_limited' }]);
  });
});

describe('presences', () => {
  test('are of friends and of oneself, in the order asked', async () => {
    const { ask, ann } = await createFriends();
    expect(await ask(ann, ['cid', 'bea', 'nobody', 'ann'])).toEqual([
      { user: 'bea', state: 'online', rev: expect.any(String) },
      { user: 'ann', state: 'online', rev: expect.any(String), show: 'online' },
    ]);
  });

  test('look after who came longer ago than a connection lasts, and have it written down if they are gone', async () => {
    const { ports, requests, runAsked, ask, ann, bea } = await createFriends();
    const came = new Date(ports.clock.now()).toISOString();
    ports.clock.advance(HOUR_MS);
    const renewed = { connectedAt: ports.clock.now(), tokenExpiresAt: ports.clock.now() + 2 * HOUR_MS };
    for (const user of ['ann', 'bea'])
      for await (const rows of ports.subscriptions.pages(`user:${user}`, { consistent: true }))
        await ports.subscriptions.put(rows.map((row) => ({ ...row, ...renewed })));
    ports.clock.advance(HOUR_MS + 1);
    ports.senders.set(ann, { user: 'ann', ...renewed });
    const asked = () => ask(ann, ['bea']);
    expect(await asked()).toMatchObject([{ state: 'online' }]);
    await ports.subscriptions.removeAll([{ channel: 'user:bea', connectionId: bea }]);
    expect(await asked()).toMatchObject([{ state: 'offline', last_seen: came }]);
    expect(requests).toEqual([{ type: 'presence', users: ['bea'], isLate: true }]);
    await runAsked();
    expect(await asked()).toMatchObject([{ state: 'offline', last_seen: came }]);
    expect(requests).toEqual([]);
  });
});

describe('across a block', () => {
  /** A list of friends that lags behind shows still whom a block has ended it with. */
  const withLaggingFriends = async (blocker: 'ann' | 'bea') => {
    const friends = await createFriends();
    const { ports, chat, ann, bea } = friends;
    const { list, friendsAmong } = ports.friendships;
    const page = await list('bea', 'friends', { limit: 10 });
    ports.friendships.list = async () => page;
    ports.friendships.friendsAmong = async (_, others) => new Set(others);
    const [from, target] = blocker === 'ann' ? [ann, 'bea'] : [bea, 'ann'];
    await chat.send(from, { type: 'block', target });
    for (const one of [ann, bea]) chat.framesTo(one);
    return { ...friends, list, friendsAmong };
  };

  test.each(['ann', 'bea'] as const)(
    'that %s has begun nothing is told, nor found by asking',
    async (blocker) => {
      const { go, come, ann, bea, told, ask } = await withLaggingFriends(blocker);
      expect(await ask(ann, ['bea'])).toEqual([]);
      expect(await ask(bea, ['ann'])).toEqual([]);
      await go('bea', bea);
      await come('bea');
      expect(told(ann)).toEqual([]);
    },
  );

  test('that begins while a presence is being written, nothing is told either', async () => {
    const { ports, chat, go, ann, bea, told } = await createFriends();
    const page = await ports.friendships.list('bea', 'friends', { limit: 10 });
    ports.friendships.list = async () => page;
    const { write } = ports.presences;
    ports.presences.write = async (user, presence) => {
      const isWritten = await write(user, presence);
      await chat.send(ann, { type: 'block', target: 'bea' });
      return isWritten;
    };
    await go('bea', bea);
    expect(told(ann)).toEqual([]);
  });
});
