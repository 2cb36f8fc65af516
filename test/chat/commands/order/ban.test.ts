import { describe, expect, test } from '@jest/globals';
import { removeConnection } from '../../../../chat/connections/remove-connection.ts';
import { runRequest } from '../../../../chat/run-request.ts';
import { connectSignedIn } from '../../../../chat/sessions/connect.ts';
import { createMemoryPorts } from '../../../../memory/chat-ports.ts';
import { gone, passing } from '../../../../memory/posts.ts';
import { HOUR_MS, ISSUER } from '../../chat-under-test.ts';
import { createTalk } from './talk.ts';

const closing = { type: 'closing', code: 'banned', error: 'Banned', reconnect: false };
const never = () => new Promise<never>(() => undefined);

type Talk = Awaited<ReturnType<typeof createTalk>>;

/** A minute and a half later, as often as it takes until nothing is left. */
async function sweep({ ports }: Talk, times = 1): Promise<void> {
  for (let count = 0; count < times; count++) {
    ports.clock.advance(90_000);
    await runRequest(ports, { type: 'sweep' });
  }
}

/** Has a command die at a call. */
async function die(talk: Talk, act: () => Promise<unknown>): Promise<void> {
  void act();
  for (let turn = 0; turn < 50; turn++) await new Promise(setImmediate);
  talk.ports.clock.advance(0);
}

describe('who is banned', () => {
  test('is told so on each connection, which is closed', async () => {
    const { admin, ben, ask, framesTo, heardBy, ports } = await createTalk();
    expect(await ask(admin, { type: 'ban', target: 'ben' })).toEqual({
      type: 'ack',
      ref: expect.any(String),
    });
    expect(framesTo(ben.v2)).toEqual([closing]);
    expect(heardBy(ben.v1)).toEqual(['error: Banned']);
    expect(ports.posts.closed.toSorted()).toEqual([ben.v1, ben.v2].toSorted());
    expect(ports.undelivered.all()).toEqual([]);
  });

  test('is told when that ends, if it does', async () => {
    const { admin, ben, ask, framesTo } = await createTalk();
    await ask(admin, { type: 'ban', target: 'ben', seconds: 60 });
    expect(framesTo(ben.v2)).toEqual([{ ...closing, retry_after_ms: 60_000 }]);
  });

  test('is let in by no handshake, of which nothing is left, nor by a token in a frame', async () => {
    const { admin, ask, connect, connectUnauthenticated, send, heardBy, tokenOf, ports } = await createTalk();
    await ask(admin, { type: 'ban', target: 'zed' });
    await connect('zed');
    await ask(admin, { type: 'ban', target: 'zed' });
    const before = [...ports.posts.closed];
    const again = {
      connectionId: 'again',
      signedIn: { user: 'zed', tokenExpiresAt: ports.clock.now() + HOUR_MS },
    };
    await expect(connect('zed', again)).rejects.toMatchObject({ code: 'banned' });
    expect(await ports.connections.get('again')).toBeUndefined();
    const { connectionId } = await connectUnauthenticated('frame');
    await send(connectionId, { type: 'authenticate', token: `Bearer ${tokenOf('zed')}` });
    expect(heardBy(connectionId)).toEqual(['error: Banned']);
    await send(connectionId, { type: 'lobby', content: 'Hi' });
    expect(heardBy(connectionId)).toEqual(['error: Not authenticated']);
    expect(ports.posts.closed).toEqual(before);
  });

  test('is let in again when the time is over, or an admin says so', async () => {
    const { admin, ask, connect, ports } = await createTalk();
    await ask(admin, { type: 'ban', target: 'ben', seconds: 60 });
    await expect(connect('ben')).rejects.toMatchObject({ code: 'banned', retryAfterMs: 60_000 });
    ports.clock.advance(60_000);
    await connect('ben');
    await ask(admin, { type: 'ban', target: 'ben' });
    await expect(connect('ben')).rejects.toMatchObject({ code: 'banned', retryAfterMs: undefined });
    await ask(admin, { type: 'unban', target: 'ben' });
    await connect('ben');
  });

  test('gets what was whispered meanwhile once they may come again', async () => {
    const talk = await createTalk();
    const { admin, ann, ben, ask, connect, framesTo, ports } = talk;
    await ask(admin, { type: 'ban', target: 'ben' });
    for (const closed of [ben.v1, ben.v2]) await removeConnection(ports, closed, 'ben');
    await ask(ann, { type: 'whisper', target: 'ben', content: 'Where are you?' });
    await sweep(talk, 3);
    await ask(admin, { type: 'unban', target: 'ben' });
    const back = await connect('ben', { protocol: 'v2' });
    for (const request of ports.deliverRequests.requests.splice(0)) await runRequest(ports, request);
    expect(framesTo(back)).toContainEqual(
      expect.objectContaining({ type: 'message', content: 'Where are you?' }),
    );
  });

  test('gets nothing by a drain that was asked for before, and it waits on', async () => {
    const talk = await createTalk();
    const { admin, ann, ask, connect, framesTo, ports } = talk;
    await connect('zed');
    const first = await connect('zed', { connectionId: 'first' });
    await ask(admin, { type: 'ban', target: 'zed' });
    ports.posts.script(first, () => gone);
    await ask(ann, { type: 'whisper', target: 'zed', content: 'Hi' });
    const left = await ports.waiting.any('zed');
    await runRequest(ports, { type: 'hand_over', user: 'zed', connectionId: first, mark: 'm' });
    expect(await ports.waiting.any('zed')).toBe(left);
    expect(framesTo(first).filter(({ type }) => type === 'message')).toEqual([]);
  });
});

describe('a ban beside a sign-in', () => {
  test('that subscribes before the ban has read the connections: the ban closes it', async () => {
    const { admin, ask, connect, ports } = await createTalk();
    await connect('zed', { connectionId: 'z' });
    await ask(admin, { type: 'ban', target: 'zed' });
    expect(ports.posts.closed).toEqual(['z']);
  });

  test('that subscribes behind that: it sees the ban by itself, though the profile is read too early', async () => {
    const talk = await createTalk();
    const { admin, ask, connect, ports } = talk;
    await connect('zed', { connectionId: 'z' });
    const { put } = ports.subscriptions;
    let isBanned = false;
    Object.assign(ports.subscriptions, {
      async put(rows: Parameters<typeof put>[0]) {
        if (!isBanned && rows.some(({ connectionId }) => connectionId === 'late')) {
          isBanned = true;
          await ask(admin, { type: 'ban', target: 'zed' });
        }
        await put(rows);
      },
    });
    const late = {
      connectionId: 'late',
      connectedAt: ports.clock.now(),
      protocol: 'v2',
      signedIn: { user: 'zed', tokenExpiresAt: ports.clock.now() + HOUR_MS },
    } as const;
    await expect(connectSignedIn(ports, late, { issuer: ISSUER, subject: 'zed' })).rejects.toMatchObject({
      code: 'banned',
    });
    const { connections } = await ports.subscriptions.ofUser('zed');
    expect(connections.map(({ connectionId }) => connectionId)).not.toContain('late');
    expect(await ports.connections.get('late')).toBeUndefined();
  });
});

describe('a ban whose function died', () => {
  const places = [
    { where: 'before the profile', port: 'bans', method: 'set', holds: false },
    { where: 'before the user’s channel', port: 'subscriptions', method: 'bar', holds: true },
    { where: 'before the first post', port: 'posts', method: 'post', holds: true },
    { where: 'before the first close', port: 'posts', method: 'close', holds: true },
  ] as const;

  test.each(places)('$where is finished by a sweep, or has done nothing', async ({ port, method, holds }) => {
    const talk = await createTalk();
    const { admin, ben, send, ports } = talk;
    const store = ports[port] as unknown as Record<string, unknown>;
    const before = store[method];
    store[method] = never;
    await die(talk, () => send(admin, { type: 'ban', target: 'ben', ref: 'lost' }));
    store[method] = before;
    await sweep(talk);
    expect([...ports.posts.closed].sort()).toEqual(holds ? [ben.v1, ben.v2].toSorted() : []);
    expect((await ports.subscriptions.ofUser('ben')).barredUntil > 0).toBe(holds);
    expect(ports.undelivered.all()).toEqual([]);
  });

  test('is done again by its ref, under its first id', async () => {
    const talk = await createTalk();
    const { admin, ben, send, framesTo, ports } = talk;
    const { bar } = ports.subscriptions;
    Object.assign(ports.subscriptions, { bar: never });
    const frame = { type: 'ban', target: 'ben', seconds: 600, ref: 'lost' };
    await die(talk, () => send(admin, frame));
    Object.assign(ports.subscriptions, { bar });
    ports.clock.advance(20_000);
    await send(admin, frame);
    expect(framesTo(admin).at(-1)).toEqual({ type: 'ack', ref: 'lost' });
    expect(framesTo(ben.v2)).toEqual([{ ...closing, retry_after_ms: 580_000 }]);
  });

  test('or that could not close a connection, goes on until it is closed', async () => {
    const talk = await createTalk();
    const { admin, ben, ask, ports } = talk;
    const { close } = ports.posts;
    Object.assign(ports.posts, { close: async () => passing });
    await ask(admin, { type: 'ban', target: 'ben' });
    await sweep(talk);
    expect(ports.undelivered.all()).toMatchObject([{ banned: 'ben' }]);
    Object.assign(ports.posts, { close });
    await sweep(talk);
    expect([...ports.posts.closed].sort()).toEqual([ben.v1, ben.v2].toSorted());
    expect(ports.undelivered.all()).toEqual([]);
  });

  test('closes nobody any more, once an admin has lifted it', async () => {
    const talk = await createTalk();
    const { admin, send, ask, ports } = talk;
    const { post } = ports.posts;
    Object.assign(ports.posts, { post: never });
    await die(talk, () => send(admin, { type: 'ban', target: 'ben', ref: 'lost' }));
    Object.assign(ports.posts, { post });
    await ask(admin, { type: 'unban', target: 'ben' });
    await sweep(talk);
    expect(ports.posts.closed).toEqual([]);
    expect(ports.undelivered.all()).toEqual([]);
  });
});

describe('a ban', () => {
  test('is an admin’s alone, of nobody who never came, not of oneself, and never for no time', async () => {
    const { admin, ann, ask, ports } = await createTalk();
    for (const type of ['ban', 'unban', 'bans'])
      expect(await ask(ann, { type, target: 'ben', isAdmin: true })).toMatchObject({ code: 'not_allowed' });
    expect(await ask(admin, { type: 'ban', target: 'nobody' })).toMatchObject({ code: 'user_not_found' });
    expect(await ask(admin, { type: 'unban', target: 'nobody' })).toMatchObject({ code: 'user_not_found' });
    expect(await ask(admin, { type: 'ban', target: 'admin' })).toMatchObject({ code: 'invalid_field' });
    expect(await ask(admin, { type: 'ban', target: 'ben', seconds: 0 })).toMatchObject({
      code: 'invalid_field',
    });
    expect(await ask(admin, { type: 'unban', target: 'ben' })).toMatchObject({ error: 'Not banned: ben' });
    expect(ports.posts.closed).toEqual([]);
    expect((await ask(admin, { type: 'audit' })).items).toEqual([]);
  });

  test('is listed with by whom, since when, until when and why; and written down, as is its end', async () => {
    const { admin, ask, ports } = await createTalk();
    await ask(admin, { type: 'ban', target: 'ben', seconds: 60, reason: 'Spam' });
    const [since, until] = [0, 60_000].map((after) => new Date(ports.clock.now() + after).toISOString());
    await ask(admin, { type: 'ban', target: 'ann' });
    expect((await ask(admin, { type: 'bans' })).items).toEqual([
      { user: 'ann', by: 'admin', since: expect.any(String) },
      { user: 'ben', by: 'admin', since, until, reason: 'Spam' },
    ]);
    await ask(admin, { type: 'unban', target: 'ben' });
    expect((await ask(admin, { type: 'bans' })).items).toMatchObject([{ user: 'ann' }]);
    expect((await ask(admin, { type: 'audit' })).items).toMatchObject([
      { act: 'unban', target: 'ben', by: 'admin' },
      { act: 'ban', target: 'ann' },
      { act: 'ban', target: 'ben', until, reason: 'Spam' },
    ]);
  });

  test('of an admin is one like any other', async () => {
    const ports = createMemoryPorts();
    const { admin, ask, connect } = await createTalk(ports);
    const signedIn = { user: 'root', tokenExpiresAt: ports.clock.now() + HOUR_MS, isAdmin: true } as const;
    const other = await connect('root', { protocol: 'v2', signedIn });
    await ask(other, { type: 'ban', target: 'admin' });
    expect(ports.posts.closed).toEqual([admin]);
    await expect(connect('admin')).rejects.toMatchObject({ code: 'banned' });
  });
});
