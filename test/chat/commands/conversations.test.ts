import { describe, expect, test } from '@jest/globals';
import { createMemoryPorts } from '../../../memory/chat-ports.ts';
import { VIRTUAL_START } from '../../../memory/clock.ts';
import { idOfTime } from '../../../protocol/events/event-id.ts';
import type { List } from '../../../protocol/frames/answers.ts';
import { createChatUnderTest } from '../chat-under-test.ts';
import { countRounds } from '../count-rounds.ts';

async function createReader(overrides: Parameters<typeof createChatUnderTest>[0] = {}) {
  const chat = createChatUnderTest(overrides);
  const one = await chat.connect('user1', { protocol: 'v2' });
  const two = await chat.connect('user2', { protocol: 'v2' });
  const ask = async (frame: object) => {
    await chat.send(one, frame);
    return chat.framesTo(one).at(-1) as Record<string, unknown>;
  };
  return {
    chat,
    one,
    two,
    ask,
    say: (frame: object) => chat.send(two, frame),
    list: async (fields: object = {}) =>
      (await ask({ type: 'conversations', ...fields })) as unknown as Extract<List, { of: 'conversations' }>,
  };
}

const lobby = (content: string) => ({ type: 'lobby', content });
const whisper = (target: string, content: string) => ({ type: 'whisper', target, content });

describe('the conversations', () => {
  test('are the lobby, one’s groups and one’s whispers, with the newest event and what is unread', async () => {
    const { ask, say, list } = await createReader();
    await ask({ type: 'join', group_name: 'devs' });
    await say(lobby('one'));
    await say(lobby('two'));
    await say(whisper('user1', 'psst'));
    expect(await list()).toMatchObject({
      type: 'list',
      of: 'conversations',
      items: [
        { conversation: 'lobby', last: { content: 'two' }, read_upto: null, unread: 2 },
        { conversation: 'group:devs', last: { type: 'joined' }, read_upto: null, unread: 0 },
        { conversation: 'whisper:user2', last: { content: 'psst' }, read_upto: null, unread: 1 },
      ],
      next: null,
    });
  });

  test('count nothing from before one’s joining, which one may not see', async () => {
    const { ask, say, list } = await createReader();
    await say({ type: 'join', group_name: 'devs' });
    await say({ type: 'group', group_name: 'devs', content: 'before' });
    await ask({ type: 'join', group_name: 'devs' });
    await say({ type: 'group', group_name: 'devs', content: 'after' });
    const { items } = await list();
    expect(items.find(({ conversation }) => conversation === 'group:devs')).toMatchObject({
      last: { content: 'after' },
      unread: 1,
    });
  });

  test('come page by page', async () => {
    const { chat, ask, say, list } = await createReader();
    for (const group_name of ['a', 'b', 'c']) await ask({ type: 'join', group_name });
    for (const user of ['user3', 'user4']) {
      await chat.connect(user);
      await ask(whisper(user, 'hi'));
    }
    await say(whisper('user1', 'hi'));
    const seen: string[] = [];
    for (let after: string | null = ''; after !== null; ) {
      const page = await list({ limit: 2, ...(after && { after }) });
      expect(page.items.length).toBeLessThanOrEqual(2);
      seen.push(...page.items.map(({ conversation }) => conversation));
      after = page.next;
    }
    expect(seen).toEqual([
      'lobby',
      'group:a',
      'group:b',
      'group:c',
      'whisper:user2',
      'whisper:user3',
      'whisper:user4',
    ]);
  });

  test('count as one command more for each ten of them, as each costs as much as a message', async () => {
    const { chat, list } = await createReader();
    for (let count = 10; count < 49; count++) {
      const other = await chat.connect(`w${count}`);
      await chat.send(other, whisper('user1', 'hi'));
    }
    for (let pages = 0; pages < 4; pages++) expect((await list()).items).toHaveLength(40);
    expect(await list()).toMatchObject({ type: 'error', code: 'rate_limited' });
  });

  test('count what others said behind the read mark, up to 100', async () => {
    const { chat, ask, say, list } = await createReader();
    for (let count = 0; count < 120; count++) {
      await say(lobby(`${count}`));
      chat.ports.clock.advance(200);
    }
    await ask(lobby('mine'));
    expect((await list()).items[0]).toMatchObject({ unread: 100, last: { content: 'mine' } });
    const upto = chat.ports.log.entriesOf('lobby')[114]?.event.id;
    await ask({ type: 'read', conversation: 'lobby', upto });
    expect((await list()).items[0]).toMatchObject({ unread: 5, read_upto: upto });
  });

  test('count what mentions one of what is unread, whether few or many are, and nothing of whom one blocks', async () => {
    const { chat, ask, say, list } = await createReader();
    const noisy = await chat.connect('noisy');
    await ask({ type: 'block', target: 'noisy' });
    await chat.send(noisy, lobby('@user1'));
    await ask(lobby('@user1, that is me'));
    await say(lobby('@user1, @user2'));
    await say(lobby('@user11, user1@example.com'));
    await say(whisper('user1', 'hi, @user1.'));
    expect((await list()).items).toMatchObject([
      { conversation: 'lobby', unread: 2, mentions: 1 },
      { conversation: 'whisper:noisy', unread: 0, mentions: 0 },
      { conversation: 'whisper:user2', unread: 1, mentions: 1 },
    ]);
    const [, , read] = chat.ports.log.entriesOf('lobby');
    await ask({ type: 'read', conversation: 'lobby', upto: read?.event.id });
    expect((await list()).items[0]).toMatchObject({ unread: 1, mentions: 0 });
    for (let count = 0; count < 130; count++) {
      await say(lobby(count % 10 === 0 ? '@user1' : `${count}`));
      chat.ports.clock.advance(200);
    }
    for (let count = 0; count < 2; count++) await say(lobby('@user1, look'));
    // The newest hundred are counted: what mentions one now is not hidden behind what was never read.
    expect((await list()).items[0]).toMatchObject({ unread: 100, mentions: 11 });
  });

  test('end a page before it outgrows a message of API Gateway, and go on behind it', async () => {
    const { chat, list } = await createReader();
    for (let count = 10; count < 25; count++) {
      const other = await chat.connect(`w${count}`);
      await chat.send(other, whisper('user1', '"'.repeat(8_000)));
    }
    const seen: string[] = [];
    for (let after: string | null = ''; after !== null; ) {
      const page = await list(after ? { after } : {});
      expect(Buffer.byteLength(JSON.stringify(page))).toBeLessThan(32 * 1_024);
      seen.push(...page.items.map(({ conversation }) => conversation));
      after = page.next;
      chat.ports.clock.advance(1_000);
    }
    expect(seen).toEqual(['lobby', ...Array.from({ length: 15 }, (_, index) => `whisper:w${index + 10}`)]);
  });

  test('show the newest that one may see, behind whom one blocks, and count nothing of theirs as unread', async () => {
    const { chat, ask, say, list } = await createReader();
    const noisy = await chat.connect('noisy');
    await say(lobby('seen'));
    await ask({ type: 'block', target: 'noisy' });
    const shout = async (times: number) => {
      for (let count = 0; count < times; count++) {
        await chat.send(noisy, lobby('hidden'));
        chat.ports.clock.advance(1_000);
      }
    };
    for (const hidden of [1, 5, 30]) {
      await shout(hidden);
      expect((await list()).items[0]).toMatchObject({ last: { content: 'seen' }, unread: 1 });
    }
    await say(lobby('seen, too'));
    expect((await list()).items[0]).toMatchObject({ last: { content: 'seen, too' }, unread: 2 });
  });

  test('show nothing of who is blocked while they are read, and says more', async () => {
    const { chat, ask, say, list } = await createReader();
    await say(lobby('before'));
    chat.ports.clock.advance(60_000);
    const { everBlockedBy } = chat.ports.blocks;
    chat.ports.blocks.everBlockedBy = async (user) => {
      const found = await everBlockedBy(user);
      await ask({ type: 'block', target: 'user2' });
      chat.ports.clock.advance(10);
      await say(lobby('hidden'));
      return found;
    };
    expect((await list()).items[0]).toMatchObject({ last: { content: 'before' }, unread: 1 });
  });

  test('show nothing of whom one has blocked, though not all of those are listed', async () => {
    const { chat, ask, say, list } = await createReader();
    await say(lobby('before'));
    await ask({ type: 'block', target: 'user2' });
    await say(lobby('hidden'));
    chat.ports.clock.advance(60_000);
    // As of who first came before they were listed, or has blocked more people than are read.
    chat.ports.blocks.everBlockedBy = async () => ({ names: new Set(), isComplete: false });
    expect((await list()).items[0]).toMatchObject({ last: { content: 'before' }, unread: 1 });
  });

  test('are read in two rounds, each log once, while few of their messages are unread', async () => {
    const counted = countRounds(createMemoryPorts());
    const chat = createChatUnderTest(counted.ports);
    const asker = await chat.connect('user1', { protocol: 'v2' });
    const other = await chat.connect('user2');
    for (const group_name of ['a', 'b', 'c']) {
      await chat.send(other, { type: 'join', group_name });
      await chat.send(asker, { type: 'join', group_name });
      await chat.send(other, { type: 'group', group_name, content: 'hi' });
    }
    await chat.send(other, whisper('user1', 'hi'));
    // Who has just said so much is counted, by a call more.
    chat.ports.clock.advance(60_000);
    const before = [counted.rounds.passed(), counted.rounds.calls()] as const;
    await chat.send(asker, { type: 'conversations' });
    expect(chat.framesTo(asker).at(-1)).toMatchObject({ items: { length: 5 } });
    expect(counted.rounds.passed() - before[0]).toBe(2);
    // Memberships, peers, marks, the first sign-in, whom one has blocked; five logs, the peers' marks.
    expect(counted.rounds.calls() - before[1]).toBe(5 + 6);
  });

  test('leave out a whisper of which there is nothing to see', async () => {
    const { chat, ask, say, list } = await createReader({ blockPolicy: 'silent' });
    await chat.connect('user3');
    await say({ type: 'block', target: 'user1' });
    await ask(whisper('user2', 'hidden'));
    await chat.send(await chat.connect('user2', { protocol: 'v2' }), { type: 'ping' });
    expect((await list()).items.map(({ conversation }) => conversation)).toEqual(['lobby', 'whisper:user2']);
    const other = await chat.connect('user2', { protocol: 'v2' });
    await chat.send(other, { type: 'conversations' });
    const seen = chat.framesTo(other).at(-1) as unknown as Extract<List, { of: 'conversations' }>;
    expect(seen.items.map(({ last }) => last?.type)).toEqual([undefined, 'blocked']);
  });
});

describe('what is unread', () => {
  test('of the lobby is counted from the first sign-in on: nothing older is new to anybody', async () => {
    const { chat, say } = await createReader();
    for (const content of ['one', 'two', 'three']) await say(lobby(content));
    chat.ports.clock.advance(1_000);
    const fresh = await chat.connect('fresh', { protocol: 'v2' });
    const unread = async () => {
      await chat.send(fresh, { type: 'conversations' });
      return chat.framesTo(fresh).at(-1);
    };
    expect(await unread()).toMatchObject({ items: [{ last: { content: 'three' }, unread: 0 }] });
    await say(lobby('four'));
    expect(await unread()).toMatchObject({ items: [{ last: { content: 'four' }, unread: 1 }] });
  });
});

describe('a read mark', () => {
  test('of somebody who never signed in is refused', async () => {
    const { ask } = await createReader();
    const upto = idOfTime(VIRTUAL_START);
    expect(await ask({ type: 'read', conversation: 'whisper:nobody', upto, ref: 'r1' })).toMatchObject({
      ref: 'r1',
      code: 'user_not_found',
    });
  });

  test('of a stranger is neither kept nor told to the stranger', async () => {
    const { chat, one, two, ask } = await createReader();
    const upto = idOfTime(VIRTUAL_START);
    chat.framesTo(two);
    const frame = { type: 'read', conversation: 'whisper:user2', upto, ref: 'r1' };
    expect(await ask(frame)).toEqual({ type: 'ack', ref: 'r1' });
    expect(chat.framesTo(two)).toEqual([]);
    expect((await chat.ports.conversations.states('user1', ['whisper:user2'])).size).toBe(0);
    // Once there is something, it is as ever.
    await chat.send(one, { type: 'whisper', target: 'user2', content: 'hi' });
    await ask({ ...frame, ref: 'r2' });
    expect(chat.framesTo(two)).toMatchObject([{ type: 'message' }, { type: 'read', user: 'user1' }]);
  });

  test('is told to one’s other devices and the other party, who never see it go back', async () => {
    const { chat, two, ask, say } = await createReader();
    const device = await chat.connect('user1', { protocol: 'v2' });
    const [stranger, old] = [await chat.connect('user3', { protocol: 'v2' }), await chat.connect('user1')];
    for (const content of ['one', 'two']) await say(whisper('user1', content));
    const [first, second] = chat.framesTo(device).map(({ id }) => id);
    for (const connection of [two, stranger, old]) chat.ports.posts.framesOf(connection);
    chat.framesTo(two);
    chat.heardBy(old);
    const mark = (upto: unknown) =>
      ask({ type: 'read', conversation: 'whisper:user2', upto, ref: `${upto}` });
    expect(await mark(second)).toMatchObject({ type: 'ack' });
    chat.ports.clock.advance(1_000);
    expect(await mark(first)).toMatchObject({ type: 'ack' });
    expect(chat.framesTo(device)).toEqual([
      { type: 'read', conversation: 'whisper:user2', user: 'user1', upto: second },
    ]);
    expect(chat.framesTo(two)).toEqual([
      { type: 'read', conversation: 'whisper:user1', user: 'user1', upto: second },
    ]);
    expect(chat.framesTo(stranger)).toEqual([]);
    expect(chat.heardBy(old)).toEqual([]);
  });

  test.each([
    ['by the other party', 'user1'],
    ['by who reads', 'user2'],
  ])('tells nothing across a block %s', async (_, target) => {
    const { chat, two, ask, say } = await createReader();
    await say(whisper('user1', 'one'));
    const upto = chat.ports.log.entriesOf('whisper:user1|user2')[0]?.event.id;
    await (target === 'user1' ? say : ask)({ type: 'block', target });
    chat.framesTo(two);
    await ask({ type: 'read', conversation: 'whisper:user2', upto });
    expect(chat.framesTo(two)).toEqual([]);
  });

  test('of a time that hasn’t come is refused', async () => {
    const { ask } = await createReader();
    const upto = '7ZZZZZZZZZZZZZZZZZZZZZZZZZ';
    expect(await ask({ type: 'read', conversation: 'lobby', upto })).toMatchObject({
      code: 'invalid_field',
      error: 'Invalid field: upto (the id of an event that has been, not of the future)',
    });
  });
});
