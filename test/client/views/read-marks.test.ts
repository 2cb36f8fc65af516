import { afterEach, beforeEach, expect, jest, test } from '@jest/globals';
import { ChatRequestError } from '../../../client/errors.ts';
import type { Events } from '../../../client/events.ts';
import { readMarks } from '../../../client/index.ts';
import { idOfTime } from '../../../protocol/events/event-id.ts';
import { createAsked, lobby, message, settled } from './asked-client.ts';

beforeEach(() => void jest.useFakeTimers({ doNotFake: ['nextTick', 'setImmediate', 'queueMicrotask'] }));
afterEach(() => void jest.useRealTimers());

test('a mark that was not answered in time is told again, behind the others; one that was refused is not', async () => {
  const { client, reads, lists, reported } = createAsked();
  const marks = readMarks(client);
  marks.mark('lobby', idOfTime(1_000));
  marks.mark('whisper:user2', idOfTime(2_000));
  marks.mark('group:devs', idOfTime(3_000));
  lists[0]?.([]);
  await settled();
  reads[0]?.reject(new ChatRequestError('timed_out', 'No answer to read in time'));
  for (const place of [1, 2, 3]) {
    await settled();
    jest.advanceTimersByTime(3_000);
    await settled();
    const refused = place === 2 && new ChatRequestError('not_a_member', 'Not a member: devs');
    if (refused) reads[place]?.reject(refused);
    else reads[place]?.resolve();
  }
  await settled();
  jest.advanceTimersByTime(60_000);
  await settled();
  expect(reads.map(({ conversation }) => conversation)).toEqual([
    'lobby',
    'whisper:user2',
    'group:devs',
    'lobby',
  ]);
  expect(reported).toMatchObject([{ code: 'timed_out' }, { code: 'not_a_member' }]);
});

test('what is marked is read in the list at once, and comes no more as unread from a list that was counted before', async () => {
  const { client, emit, reads, lists, list } = createAsked();
  lists[0]?.([lobby(message(2), message(1).id, 1)]);
  await settled();
  readMarks(client).mark('lobby', message(2).id);
  expect(list.items).toMatchObject([{ unread: 0, read_upto: message(2).id }]);
  emit('state', { state: 'live' } as Events['state']);
  lists[1]?.([lobby(message(2), message(1).id, 1)]);
  await settled();
  expect(list.items).toMatchObject([{ unread: 0, read_upto: message(2).id }]);
  expect(reads).toHaveLength(1);
});

test('a conversation that was never marked is once, though nothing in it is unread: later it is known where the new begins', async () => {
  const { client, reads, lists } = createAsked();
  lists[0]?.([lobby(message(2), null, 0)]);
  await settled();
  const marks = readMarks(client);
  marks.mark('lobby', message(1).id);
  reads[0]?.resolve();
  await settled();
  jest.advanceTimersByTime(3_000);
  await settled();
  marks.mark('lobby', message(2).id);
  expect(reads).toMatchObject([{ upto: message(1).id }]);
});

test('a mark that comes while the list is first loaded holds against what was counted before', async () => {
  const { emit, lists, list } = createAsked();
  emit('read', { type: 'read', conversation: 'lobby', user: 'user1', upto: message(2).id });
  lists[0]?.([lobby(message(2), null, 2)]);
  await settled();
  expect(list.items).toMatchObject([{ conversation: 'lobby', unread: 0, read_upto: message(2).id }]);
});

test('a mark in the middle of what is being counted has it counted once more, and not again and again', async () => {
  const { emit, lists, list } = createAsked();
  lists[0]?.([lobby(message(1), null, 1)]);
  await settled();
  emit('state', { state: 'live' } as Events['state']);
  emit('read', { type: 'read', conversation: 'lobby', user: 'user1', upto: message(2).id });
  const stale = [lobby(message(3, 'user1'), null, 2)];
  lists[1]?.(stale);
  await settled();
  lists[2]?.(stale);
  await settled();
  expect(lists).toHaveLength(3);
  emit('state', { state: 'live' } as Events['state']);
  lists[3]?.([lobby(message(3, 'user1'), message(2).id, 0)]);
  await settled();
  expect(list.items).toMatchObject([{ unread: 0 }]);
});

test('a mark that waits is not told in the name of the next user', async () => {
  const { client, emit, reads, lists } = createAsked();
  lists[0]?.([]);
  await settled();
  const marks = readMarks(client);
  marks.mark('lobby', message(1).id);
  marks.mark('whisper:user2', message(1).id);
  reads[0]?.resolve();
  await settled();
  Object.assign(client, { user: 'user9' });
  emit('state', { state: 'live' } as Events['state']);
  marks.mark('lobby', message(2).id);
  jest.advanceTimersByTime(3_000);
  await settled();
  expect(reads.map(({ conversation, upto }) => [conversation, upto])).toEqual([
    ['lobby', message(1).id],
    ['lobby', message(2).id],
  ]);
});
