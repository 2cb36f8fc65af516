import { describe, expect, test } from '@jest/globals';
import { removeConnection } from '../../../chat/connections/remove-connection.ts';
import { LOBBY_CHANNEL } from '../../../chat/ports/connections/subscriptions.ts';
import { drainWaiting } from '../../../chat/waiting/drain-waiting.ts';
import { createMemoryMessageLog } from '../../../memory/messages/message-log.ts';
import { createMemoryUndelivered } from '../../../memory/messages/undelivered.ts';
import { posted } from '../../../memory/posts.ts';
import { createChatUnderTest } from '../chat-under-test.ts';

const lobby = (content: string, ref = 'r1') => ({ type: 'lobby', content, ref });

/** `user1` speaks v2, and `user2` listens in v1. */
async function createPair(overrides: Parameters<typeof createChatUnderTest>[0] = {}) {
  const chat = createChatUnderTest(overrides);
  const [one, two] = [await chat.connect('user1', { protocol: 'v2' }), await chat.connect('user2')];
  const answers = () => chat.framesTo(one).filter(({ ref }) => ref !== undefined);
  return { chat, one, two, answers, logged: () => chat.ports.log.entriesOf(LOBBY_CHANNEL) };
}

/** A log that fails as often as it is told to, before or after it has stored. */
function createFailingLog() {
  const undelivered = createMemoryUndelivered();
  const log = createMemoryMessageLog(undefined, undelivered);
  const { append } = log;
  const failures: ('before' | 'after')[] = [];
  log.append = async (entry) => {
    const failure = failures.shift();
    if (failure !== 'before') await append(entry);
    if (failure) throw new Error('DynamoDB is away');
  };
  return { stores: { log, undelivered }, log, failures };
}

describe('a command with a ref', () => {
  test('is acknowledged with the id of what it became', async () => {
    const { chat, one, answers, logged } = await createPair();
    await chat.send(one, lobby('hi'));
    const [{ event } = { event: { id: '' } }] = logged();
    expect(answers()).toEqual([{ type: 'ack', ref: 'r1', id: event.id }]);
  });

  test('that comes again is given the first answer, and nobody hears it twice', async () => {
    const { chat, one, two, answers, logged } = await createPair();
    for (let count = 0; count < 3; count++) await chat.send(one, lobby('hi'));
    const [first, ...others] = answers();
    expect(others).toEqual([first, first]);
    expect(chat.heardBy(two)).toEqual(['(Lobby): user1: hi']);
    expect(logged()).toHaveLength(1);
  });

  test('that was refused is refused again in the same words, whatever is so by now', async () => {
    const { chat, one, answers } = await createPair();
    const whisper = { type: 'whisper', target: 'user3', content: 'hi', ref: 'r1' };
    await chat.send(one, whisper);
    await chat.connect('user3');
    await chat.send(one, whisper);
    const refusal = {
      type: 'error',
      ref: 'r1',
      code: 'user_not_found',
      error: 'User not found: user3',
      retryable: false,
    };
    expect(answers()).toEqual([refusal, refusal]);
  });

  test('of another command is a conflict, and changes nothing', async () => {
    const { chat, one, answers, logged } = await createPair();
    await chat.send(one, lobby('hi'));
    await chat.send(one, lobby('something else'));
    expect(answers()[1]).toEqual({
      type: 'error',
      ref: 'r1',
      code: 'conflict',
      error: 'Ref already used: r1 (for another command, or other fields)',
      retryable: false,
    });
    expect(logged()).toHaveLength(1);
  });

  test('is one’s own: another user’s same ref is another one', async () => {
    const { chat, one, answers, logged } = await createPair();
    const other = await chat.connect('user3', { protocol: 'v2' });
    await chat.send(one, lobby('hi'));
    await chat.send(other, lobby('hi'));
    expect(answers()).toMatchObject([{ type: 'ack' }]);
    expect(logged()).toHaveLength(2);
  });

  test('is new again after a day', async () => {
    const { chat, one, logged } = await createPair();
    await chat.send(one, lobby('hi'));
    chat.ports.clock.advance(24 * 60 * 60 * 1_000 + 1);
    const later = await chat.connect('user1', { protocol: 'v2' });
    await chat.send(later, lobby('hi'));
    expect(logged()).toHaveLength(2);
  });

  test.each(['before', 'after'] as const)(
    'that failed %s it was stored goes on under the same id when it comes again',
    async (when) => {
      const { stores, failures } = createFailingLog();
      const { chat, one, two, answers, logged } = await createPair(stores);
      failures.push(when);
      await chat.send(one, lobby('hi'));
      expect(answers()).toMatchObject([{ type: 'error', code: 'internal', retryable: true }]);
      const failedAt = logged()[0]?.event.id;
      chat.ports.clock.advance(60_000);
      await chat.send(one, lobby('hi'));
      const [{ id } = {}] = answers();
      if (when === 'after') expect(id).toBe(failedAt);
      expect(logged().map(({ event }) => event.id)).toEqual([id]);
      expect(chat.heardBy(two)).toEqual(['(Lobby): user1: hi']);
    },
  );

  test.each([
    { after: 100_000, heard: ['(Lobby): user1: hi'], closed: 0 },
    { after: 120_000, heard: [], closed: 2 },
  ])(
    'that was stored, and comes again $after ms later, is acknowledged under its id, and healed',
    async ({ after, heard, closed }) => {
      const { stores, failures } = createFailingLog();
      const { chat, one, two, answers, logged } = await createPair(stores);
      failures.push('after');
      await chat.send(one, lobby('hi'));
      chat.ports.clock.advance(after);
      await chat.send(one, lobby('hi'));
      expect(answers()[1]).toEqual({ type: 'ack', ref: 'r1', id: logged()[0]?.event.id });
      expect(logged()).toHaveLength(1);
      expect(chat.heardBy(two)).toEqual(heard);
      expect(chat.ports.posts.closed).toHaveLength(closed);
    },
  );

  test('that says something, or asks for friendship, is answered out of the log: nothing else is written of how it ended', async () => {
    const { chat, one, answers } = await createPair();
    const { answer } = chat.ports.refs;
    const written: string[] = [];
    chat.ports.refs.answer = (...given) => {
      written.push(given[1]);
      return answer(...given);
    };
    await chat.send(one, lobby('hi', 'r1'));
    await chat.send(one, { type: 'whisper', target: 'user2', content: 'hi', ref: 'r2' });
    await chat.send(one, { type: 'join', group_name: 'devs', ref: 'r3' });
    await chat.send(one, { type: 'group', group_name: 'devs', content: 'hi', ref: 'r4' });
    await chat.send(one, { type: 'group', group_name: 'ops', content: 'hi', ref: 'r5' });
    await chat.send(one, { type: 'add', target: 'user2', ref: 'r6' });
    expect(answers().map(({ type }) => type)).toEqual(['ack', 'ack', 'ack', 'ack', 'error', 'ack']);
    expect(written).toEqual(['r3', 'r5']);
  });

  test('that is stored is acknowledged at once when it comes again, while it is still being delivered', async () => {
    const { chat, one, two, answers } = await createPair();
    const other = await chat.connect('user1', { protocol: 'v2' });
    let arrive: () => void = () => undefined;
    const arrival = new Promise<void>((resolve) => {
      arrive = resolve;
    });
    chat.ports.posts.script(two, async () => {
      await arrival;
      return posted;
    });
    const first = chat.send(one, lobby('hi'));
    for (let turn = 0; turn < 20; turn++) await new Promise(setImmediate);
    await chat.send(other, lobby('hi'));
    const [again] = chat.framesTo(other).filter(({ ref }) => ref !== undefined);
    expect(again).toMatchObject({ type: 'ack', ref: 'r1' });
    arrive();
    await first;
    expect(answers()).toEqual([again]);
    expect(chat.heardBy(two)).toEqual(['(Lobby): user1: hi']);
  });

  test('that blocks is answered once it holds, for whoever asks again, though it is still being told', async () => {
    const { chat, one, two, answers } = await createPair();
    const other = await chat.connect('user1', { protocol: 'v2' });
    const block = { type: 'block', target: 'user2', ref: 'r1' };
    let arrive: () => void = () => undefined;
    const arrival = new Promise<void>((resolve) => {
      arrive = resolve;
    });
    chat.ports.posts.script(two, async () => {
      await arrival;
      return posted;
    });
    const first = chat.send(one, block);
    for (let turn = 0; turn < 20; turn++) await new Promise(setImmediate);
    await chat.send(other, block);
    const acks = chat.framesTo(other).filter(({ ref }) => ref !== undefined);
    expect(acks).toMatchObject([{ type: 'ack', ref: 'r1' }]);
    arrive();
    await first;
    expect(answers()).toEqual(acks);
  });

  test('that was stored is acknowledged when it comes again, whatever its checks would say by now', async () => {
    const { stores, failures } = createFailingLog();
    const { chat, one, two, answers } = await createPair(stores);
    const whisper = { type: 'whisper', target: 'user2', content: 'hi', ref: 'r1' };
    failures.push('after');
    await chat.send(one, whisper);
    await chat.send(two, { type: 'block', target: 'user1' });
    await chat.send(one, whisper);
    const [{ event } = { event: { id: '' } }] = stores.log.entriesOf('whisper:user1|user2');
    expect(answers().at(-1)).toEqual({ type: 'ack', ref: 'r1', id: event.id });
  });

  test('that wasn’t stored, and comes again much later, is a message of then', async () => {
    const { stores, failures } = createFailingLog();
    const { chat, one, two, logged } = await createPair(stores);
    failures.push('before');
    await chat.send(one, lobby('hi'));
    chat.ports.clock.advance(100_000);
    const before = chat.ports.clock.now();
    await chat.send(one, lobby('hi'), { receivedAt: before });
    expect(logged()).toHaveLength(1);
    expect(chat.heardBy(two)).toEqual(['(Lobby): user1: hi']);
  });

  /** Somebody else's claim of the `ref`, that long ago, as a function under way or one that has died leaves it. */
  async function claimElsewhere({ ports }: Awaited<ReturnType<typeof createPair>>['chat'], ago = 0) {
    const now = ports.clock.now();
    const digest = ports.digest(JSON.stringify(['lobby', { content: 'hi' }]));
    await ports.refs.claim('user1', 'r1', { id: 'theirs', digest, now, until: now + 12_000 });
    ports.clock.advance(ago);
  }

  test('that comes again while the first is being done is given its answer as soon as there is one', async () => {
    const { chat, one, two, answers, logged } = await createPair();
    const other = await chat.connect('user1', { protocol: 'v2' });
    const { append } = chat.ports.log;
    chat.ports.log.append = async (entry) => {
      await chat.ports.clock.sleep(300);
      await append(entry);
    };
    await Promise.all([chat.send(one, lobby('hi')), chat.send(other, lobby('hi'))]);
    const [{ event } = { event: { id: '' } }] = logged();
    const ack = { type: 'ack', ref: 'r1', id: event.id };
    expect(answers()).toEqual([ack]);
    expect(chat.framesTo(other).filter(({ ref }) => ref !== undefined)).toEqual([ack]);
    expect(chat.heardBy(two)).toEqual(['(Lobby): user1: hi']);
  });

  test('that comes again while the first is being done goes on with it, should that fail', async () => {
    const { stores, failures } = createFailingLog();
    const { chat, one, two, answers, logged } = await createPair(stores);
    failures.push('before');
    await Promise.all([chat.send(one, lobby('hi')), chat.send(one, lobby('hi'))]);
    expect(answers()).toMatchObject([
      { type: 'error', code: 'internal', retryable: true },
      { type: 'ack', ref: 'r1' },
    ]);
    expect(logged()).toHaveLength(1);
    expect(chat.heardBy(two)).toEqual(['(Lobby): user1: hi']);
  });

  test.each([
    { ago: 0, told: 1_550 },
    { ago: 4_000, told: 5_550 },
    { ago: 9_000, told: 1_450 },
  ])(
    'that was begun $ago ms ago and isn’t answered soon is told to wait for as long again, but no longer than its claim',
    async ({ ago, told }) => {
      const { chat, one, answers, logged } = await createPair();
      await claimElsewhere(chat, ago);
      const { find } = chat.ports.refs;
      let looks = 0;
      chat.ports.refs.find = (user, ref) => {
        looks++;
        return find(user, ref);
      };
      await chat.send(one, lobby('hi'));
      expect(answers()).toEqual([
        {
          type: 'error',
          ref: 'r1',
          code: 'conflict',
          error: 'Still running: r1',
          retryable: true,
          retry_after_ms: told,
        },
      ]);
      expect(logged()).toEqual([]);
      expect(looks).toBe(5);
    },
  );

  test('that comes again just before the first one’s claim runs out goes on with it', async () => {
    const { chat, one, answers, logged } = await createPair();
    await claimElsewhere(chat, 11_500);
    await chat.send(one, lobby('hi'));
    expect(answers()).toMatchObject([{ type: 'ack', ref: 'r1' }]);
    expect(logged()).toHaveLength(1);
  });

  test('that asks for something is answered with it, as often as it asks', async () => {
    const { chat, one, answers } = await createPair();
    for (let count = 0; count < 2; count++) await chat.send(one, { type: 'ping', ref: 'r1' });
    expect(answers()).toMatchObject([
      { type: 'pong', ref: 'r1' },
      { type: 'pong', ref: 'r1' },
    ]);
  });

  test.each([
    { type: 'lobby', content: '', ref: 'r1' },
    { type: 'nonsense', ref: 'r1' },
  ])('that cannot be read is answered with its ref: %j', async (frame) => {
    const { chat, one, answers } = await createPair();
    await chat.send(one, frame);
    expect(answers()).toMatchObject([{ type: 'error', ref: 'r1', retryable: false }]);
  });
});

describe('a command without a ref', () => {
  test('has no ack, and is told of an error all the same', async () => {
    const { chat, one } = await createPair();
    await chat.send(one, { type: 'join', group_name: 'devs' });
    await chat.send(one, { type: 'join', group_name: 'devs' });
    expect(chat.framesTo(one)).toMatchObject([
      { type: 'joined', conversation: 'group:devs', user: 'user1' },
      { type: 'error', code: 'conflict', error: 'Already a member: devs', retryable: false },
    ]);
  });
});

describe.each([
  ['whisper', { content: 'ghost' }],
  ['add', {}],
  ['block', {}],
])('what waits for somebody away, and whose function died between its two writes (%s)', (type, fields) => {
  test('is handed to nobody who signs in, for the log doesn’t have it', async () => {
    const { chat, two: away } = await createPair();
    await removeConnection(chat.ports, away, 'user2');
    const { append } = chat.ports.log;
    chat.ports.log.append = () => Promise.reject(new Error('the environment died'));
    const sender = await chat.connect('user3', { protocol: 'v2' });
    await chat.send(sender, { type, target: 'user2', ...fields, ref: 'r1' });
    chat.ports.log.append = append;
    const waiting = async () => {
      const found: string[] = [];
      for await (const { id } of chat.ports.waiting.list('user2')) found.push(id);
      return found;
    };
    expect(await waiting()).toHaveLength(1);
    chat.ports.clock.advance(60_000);
    const two = await chat.connect('user2');
    await drainWaiting(chat.ports, 'user2', { deadline: chat.ports.clock.now() + 25_000 });
    expect(chat.heardBy(two)).toEqual([]);
    expect(await waiting()).toEqual([]);
  });
});

describe('a command that ends something, and failed behind its ending', () => {
  const again = 60_000;
  const leave = { type: 'leave', group_name: 'devs', ref: 'r1' };

  /** Both in `devs`, and friends. */
  async function createFriends() {
    const { stores, failures } = createFailingLog();
    const pair = await createPair(stores);
    const { chat, one, two } = pair;
    for (const connection of [one, two]) await chat.send(connection, { type: 'join', group_name: 'devs' });
    await chat.send(one, { type: 'add', target: 'user2' });
    await chat.send(two, { type: 'accept', target: 'user1' });
    for (const connection of [one, two]) chat.framesTo(connection);
    return { ...pair, log: stores.log, failures };
  }

  test.each(['before', 'after'] as const)(
    'leaves a group when it comes again, and tells the others once (%s the log)',
    async (when) => {
      const { chat, one, two, answers, log, failures } = await createFriends();
      failures.push(when);
      await chat.send(one, leave);
      expect(answers()).toMatchObject([{ type: 'error', ref: 'r1', code: 'internal', retryable: true }]);
      expect(await chat.ports.groups.memberships('user1')).toEqual([]);
      chat.ports.clock.advance(again);
      await chat.send(one, leave);
      const { groupId } = (await chat.ports.groups.find('devs')) ?? {};
      const [left, ...more] = log
        .entriesOf(`group:${groupId}`)
        .filter(({ event }) => event.type === 'left')
        .map(({ event }) => event.id);
      expect(more).toEqual([]);
      expect(chat.framesTo(one)).toMatchObject([
        { type: 'left', id: left, user: 'user1' },
        { type: 'ack', ref: 'r1', id: left },
      ]);
      expect(chat.heardBy(two)).toEqual(['(Group devs): user1 left']);
      await chat.send(two, { type: 'group', group_name: 'devs', content: 'Gone?' });
      expect(chat.framesTo(one)).toEqual([]);
      expect(chat.heardBy(two)).toEqual(['(Group devs): user2: Gone?']);
    },
  );

  test('blocks when it comes again, whichever of what is written together was missing, and from its answer on', async () => {
    for (const missing of ['end', 'settle', 'log'] as const) {
      const { chat, one, two, answers, log, failures } = await createFriends();
      const fail = async () => {
        throw new Error('DynamoDB is away');
      };
      const { end } = chat.ports.friendships;
      const { settle } = chat.ports.blocks;
      if (missing === 'end') chat.ports.friendships.end = fail;
      if (missing === 'settle') chat.ports.blocks.settle = fail;
      if (missing === 'log') failures.push('before');
      const block = { type: 'block', target: 'user2', ref: 'r1' };
      await chat.send(one, block);
      expect(answers()).toMatchObject([{ type: 'error', ref: 'r1', code: 'internal', retryable: true }]);
      Object.assign(chat.ports.friendships, { end });
      Object.assign(chat.ports.blocks, { settle });
      chat.ports.clock.advance(1_000);
      await chat.send(one, block);
      const blocked = log
        .entriesOf('whisper:user1|user2')
        .flatMap(({ event }) => (event.type === 'blocked' ? [event.id] : []));
      expect(blocked).toHaveLength(1);
      expect(answers()).toEqual([{ type: 'ack', ref: 'r1', id: blocked[0] }]);
      expect(await chat.ports.friendships.find('user1', 'user2')).toBeUndefined();
      chat.ports.clock.advance(1);
      await chat.send(two, lobby('hidden', 'r2'));
      expect(chat.framesTo(one)).toEqual([]);
    }
  });

  test('blocks nobody again who was unblocked before it came again', async () => {
    const { chat, one, two, answers } = await createFriends();
    const { end } = chat.ports.friendships;
    chat.ports.friendships.end = async () => {
      throw new Error('DynamoDB is away');
    };
    await chat.send(one, { type: 'block', target: 'user2', ref: 'r1' });
    chat.ports.friendships.end = end;
    await chat.send(one, { type: 'unblock', target: 'user2' });
    await chat.send(one, { type: 'block', target: 'user2', ref: 'r1' });
    expect(answers().at(-1)).toMatchObject({ type: 'ack', ref: 'r1' });
    chat.heardBy(two);
    await chat.send(one, { type: 'whisper', target: 'user2', content: 'hi' });
    expect(chat.heardBy(two)).toEqual(['(Whisper from user1): hi']);
    expect(await chat.ports.friendships.find('user1', 'user2')).toMatchObject({ state: 'friends' });
  });

  test('unfriends when it comes again, and is logged once', async () => {
    const { chat, one, two, answers, log, failures } = await createFriends();
    const unfriend = { type: 'unfriend', target: 'user2', ref: 'r1' };
    failures.push('before');
    await chat.send(one, unfriend);
    expect(answers()).toMatchObject([{ type: 'error', ref: 'r1', code: 'internal', retryable: true }]);
    expect(await chat.ports.friendships.find('user1', 'user2')).toBeUndefined();
    chat.ports.clock.advance(again);
    await chat.send(one, unfriend);
    const [ended, ...more] = log
      .entriesOf('own:user1|user2')
      .filter(({ event }) => event.type === 'unfriended')
      .map(({ event }) => event.id);
    expect(more).toEqual([]);
    expect(chat.framesTo(one)).toMatchObject([
      { type: 'unfriended', id: ended, from: 'user1', to: 'user2' },
      { type: 'ack', ref: 'r1', id: ended },
    ]);
    expect(chat.heardBy(two)).toEqual([]);
    expect(await chat.ports.friendships.find('user1', 'user2')).toBeUndefined();
  });

  test('declines when it comes again, and who asked isn’t told', async () => {
    const { chat, one, two, answers } = await createPair();
    await chat.send(two, { type: 'add', target: 'user1' });
    const { pages } = chat.ports.subscriptions;
    chat.ports.subscriptions.pages = () => {
      chat.ports.subscriptions.pages = pages;
      throw new Error('DynamoDB is away');
    };
    for (const connection of [one, two]) chat.framesTo(connection);
    const decline = { type: 'decline', target: 'user2', ref: 'r1' };
    await chat.send(one, decline);
    expect(answers()).toMatchObject([{ type: 'error', ref: 'r1', code: 'internal', retryable: true }]);
    expect(await chat.ports.friendships.find('user1', 'user2')).toBeUndefined();
    chat.ports.clock.advance(again);
    await chat.send(one, decline);
    expect(answers()).toEqual([{ type: 'ack', ref: 'r1' }]);
    expect(chat.heardBy(two)).toEqual([]);
    expect(await chat.ports.friendships.find('user1', 'user2')).toBeUndefined();
  });
});
