import { expect, test } from '@jest/globals';
import { createMemoryPorts } from '../../../memory/chat-ports.ts';
import { createLaggingSubscriptions } from '../../../memory/connections/lagging-subscriptions.ts';
import type { List } from '../../../protocol/frames/answers.ts';
import { NOTIFY_CHANGES_PER_DAY } from '../../../protocol/limits.ts';
import { createChatUnderTest } from '../chat-under-test.ts';
import { countRounds } from '../count-rounds.ts';

const v2 = { protocol: 'v2' } as const;
const RETENTION_MS = 30 * 24 * 60 * 60_000;

async function createReader(overrides: Parameters<typeof createChatUnderTest>[0] = {}) {
  const chat = createChatUnderTest(overrides);
  const [desk, phone] = [await chat.connect('user1', v2), await chat.connect('user1', v2)];
  const other = await chat.connect('user2', v2);
  const ask = async (frame: object, connection = desk) => {
    await chat.send(connection, { ref: crypto.randomUUID(), ...frame });
    return chat.framesTo(connection).find(({ ref }) => ref !== undefined) ?? {};
  };
  return {
    chat,
    desk,
    phone,
    other,
    ask,
    notify: (conversation: string, level: string, connection = desk) =>
      ask({ type: 'notify', conversation, level }, connection),
    async levels(connection = desk) {
      const page = (await ask({ type: 'conversations' }, connection)) as unknown as Extract<
        List,
        { of: 'conversations' }
      >;
      return Object.fromEntries(page.items.map(({ conversation, level = 'all' }) => [conversation, level]));
    },
  };
}

test('of what is never said all is told, and the list has no level', async () => {
  const { ask } = await createReader();
  const { items } = await ask({ type: 'conversations' });
  expect(items).toEqual([{ conversation: 'lobby', last: null, read_upto: null, unread: 0, mentions: 0 }]);
});

test('a level is told to all one’s devices, by the same frame, and to nobody else', async () => {
  const { chat, desk, phone, other, notify } = await createReader();
  expect(await notify('whisper:user2', 'none', phone)).toMatchObject({ type: 'ack' });
  const [frame] = chat.framesTo(desk);
  expect(frame).toEqual({
    type: 'notify',
    conversation: 'whisper:user2',
    level: 'none',
    rev: expect.any(String),
  });
  expect(chat.framesTo(other)).toEqual([]);
});

test('the device that says it hears it, too, even if it has only just connected: all go by the latest frame alone', async () => {
  const { chat, desk } = await createReader({ subscriptions: createLaggingSubscriptions() });
  await chat.send(desk, { type: 'notify', ref: 'n1', conversation: 'lobby', level: 'none' });
  const told = chat.framesTo(desk).map(({ type }) => type);
  expect(told.sort()).toEqual(['ack', 'notify']);
});

test('it costs the list neither a read nor a phase', async () => {
  const { ports, rounds } = countRounds(createMemoryPorts());
  const { chat, ask, notify } = await createReader(ports);
  const count = async () => {
    // What a command costs of its rate is asked for now and then.
    chat.ports.clock.advance(60_000);
    const before = rounds.calls();
    await ask({ type: 'conversations' });
    return rounds.calls() - before;
  };
  const without = await count();
  await notify('lobby', 'none');
  expect(await count()).toBe(without);
});

test('of a whisper it may be said before anything was', async () => {
  const { chat, other, notify, levels } = await createReader();
  await notify('whisper:user2', 'mentions');
  expect(await levels()).toEqual({ lobby: 'all' });
  await chat.send(other, { type: 'whisper', target: 'user1', content: 'Hi' });
  expect(await levels()).toEqual({ lobby: 'all', 'whisper:user2': 'mentions' });
});

test('what is muted is counted all the same', async () => {
  const { chat, other, ask, notify } = await createReader();
  await notify('lobby', 'none');
  await chat.send(other, { type: 'lobby', content: '@user1' });
  const { items } = await ask({ type: 'conversations' });
  expect(items).toMatchObject([{ unread: 1, mentions: 1, level: 'none' }]);
});

test('it outlives all that was said there', async () => {
  const { chat, other, notify, levels } = await createReader();
  await chat.send(other, { type: 'whisper', target: 'user1', content: 'Hi' });
  for (const conversation of ['lobby', 'whisper:user2']) await notify(conversation, 'none');
  chat.ports.clock.advance(3 * RETENTION_MS);
  expect(await levels(await chat.connect('user1', v2))).toEqual({ lobby: 'none' });
  const back = await chat.connect('user2', v2);
  await chat.send(back, { type: 'whisper', target: 'user1', content: 'Back again' });
  const later = await chat.connect('user1', v2);
  expect(await levels(later)).toEqual({ lobby: 'none', 'whisper:user2': 'none' });
});

test.each(['joining', 'full'])(
  'in a group with a history from %s it ends with one’s leaving',
  async (history) => {
    const { chat, other, ask, notify, levels } = await createReader();
    await chat.send(other, { type: 'create', group_name: 'devs', history });
    await ask({ type: 'join', group_name: 'devs' });
    await notify('group:devs', 'none');
    expect(await levels()).toMatchObject({ 'group:devs': 'none' });
    await ask({ type: 'leave', group_name: 'devs' });
    expect(await notify('group:devs', 'none')).toMatchObject({ code: 'not_a_member' });
    await ask({ type: 'join', group_name: 'devs' });
    expect(await levels()).toMatchObject({ 'group:devs': 'all' });
  },
);

test('the same `ref` again sets nothing anew, whatever was said since', async () => {
  const { chat, phone, ask, notify, levels } = await createReader();
  const first = { type: 'notify', ref: 'n1', conversation: 'lobby', level: 'none' };
  await ask(first);
  await notify('lobby', 'mentions', phone);
  chat.ports.clock.advance(60_000);
  chat.framesTo(phone);
  expect(await ask(first)).toMatchObject({ type: 'ack' });
  expect(chat.framesTo(phone)).toEqual([]);
  expect(await levels()).toEqual({ lobby: 'mentions' });
});

test('it may be said so often a day, as each may leave a row for good', async () => {
  const { chat, notify } = await createReader();
  const answers: Record<string, unknown>[] = [];
  // In its environment a part of it is let through unasked.
  for (let count = 0; count < 1.3 * NOTIFY_CHANGES_PER_DAY; count++) {
    chat.ports.clock.advance(500);
    answers.push(await notify('lobby', count % 2 === 0 ? 'none' : 'all'));
  }
  expect(answers.at(-1)).toMatchObject({ code: 'rate_limited' });
});
