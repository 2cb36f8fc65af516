import { afterEach, beforeEach, expect, jest, test } from '@jest/globals';
import { createEmitter } from '../../../client/emitter.ts';
import type { Events } from '../../../client/events.ts';
import { type ChatClient, typingUsers } from '../../../client/index.ts';
import { TYPING_LASTS_MS } from '../../../protocol/limits.ts';
import { createTestChat } from '../../../testing/test-chat.ts';
import { connect } from '../test-chat-clients.ts';

beforeEach(() => void jest.useFakeTimers({ doNotFake: ['nextTick', 'setImmediate', 'queueMicrotask'] }));
afterEach(() => void jest.useRealTimers());

/** A client that says what it is told to. */
function createTold() {
  const { on, emit } = createEmitter<Events>(() => undefined);
  const client = { on, reportError: () => undefined } as unknown as ChatClient;
  const view = typingUsers(client);
  return { emit, view, shown: () => Object.fromEntries(view.value) };
}
const typing = (user: string, conversation = 'lobby') => ({ type: 'typing', conversation, user }) as const;

test('who is typing is shown for six seconds after the last word of it', () => {
  const { emit, shown } = createTold();
  emit('typing', typing('ben'));
  emit('typing', typing('ann'));
  expect(shown()).toEqual({ lobby: ['ann', 'ben'] });
  jest.advanceTimersByTime(TYPING_LASTS_MS - 1);
  emit('typing', typing('ben'));
  jest.advanceTimersByTime(1);
  expect(shown()).toEqual({ lobby: ['ben'] });
  jest.advanceTimersByTime(TYPING_LASTS_MS - 1);
  expect(shown()).toEqual({});
});

test('nothing changes while somebody goes on typing', () => {
  const { emit, view } = createTold();
  emit('typing', typing('ben'));
  const { value } = view;
  emit('typing', typing('ben'));
  expect(view.value).toBe(value);
});

test('who has sent the message is typing no more, there alone', () => {
  const { emit, shown } = createTold();
  emit('typing', typing('ben'));
  emit('typing', typing('ben', 'group:devs'));
  const message = {
    type: 'message',
    id: '1',
    ts: '',
    conversation: 'lobby',
    from: 'ben',
    content: 'Hi',
  } as const;
  emit('message', { ...message, isLive: true });
  expect(shown()).toEqual({ 'group:devs': ['ben'] });
});

test('nobody is typing once the connection is gone', () => {
  const { emit, shown } = createTold();
  emit('typing', typing('ben'));
  emit('state', { state: 'connecting', previous: 'live' } as Events['state']);
  expect(shown()).toEqual({});
});

test('is told by the server to the others alone', async () => {
  jest.useRealTimers();
  const chat = createTestChat();
  const [one, two] = [await connect(chat, 'user1'), await connect(chat, 'user2')];
  const [mine, theirs] = [typingUsers(one), typingUsers(two)];
  await one.typing('lobby');
  await chat.settled();
  expect([mine.value.size, theirs.value.get('lobby')]).toEqual([0, ['user1']]);
  await one.lobby('Hi');
  await chat.settled();
  expect(theirs.value.size).toBe(0);
  for (const client of [one, two]) client.close();
});
