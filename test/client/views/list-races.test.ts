import { expect, test } from '@jest/globals';
import type { Events } from '../../../client/events.ts';
import { type ConversationSummary, readMarks } from '../../../client/index.ts';
import { idOfTime } from '../../../protocol/events/event-id.ts';
import type { LoggedFrame } from '../../../protocol/frames/logged.ts';
import { createAsked, lobby, message, settled } from './asked-client.ts';

const inDevs = (fields: object, second: number) =>
  ({
    id: idOfTime(1_000 * second),
    ts: new Date(1_000 * second).toISOString(),
    conversation: 'group:devs',
    isLive: true,
    ...fields,
  }) as LoggedFrame & Events['event'];

const joined = (second: number) => inDevs({ type: 'joined', user: 'user1' }, second);
const left = (second: number) => inDevs({ type: 'left', user: 'user1' }, second);
const said = (second: number) => inDevs({ type: 'message', from: 'user2', content: 'Hi' }, second);

const devs = (last: LoggedFrame): ConversationSummary => ({
  conversation: 'group:devs',
  last,
  read_upto: null,
  unread: 1,
  mentions: 0,
});

/** A list that has the lobby and a group. */
async function openDevs() {
  const asked = createAsked();
  asked.lists[0]?.([lobby(message(1), null, 0), devs(said(2))]);
  await settled();
  const names = () => asked.list.items.map(({ conversation }) => conversation);
  return { ...asked, names };
}

test('a group that is left while the list is asked for stays away, though the answer was made before', async () => {
  const { emit, lists, names } = await openDevs();
  emit('state', { state: 'live' } as Events['state']);
  emit('event', left(3));
  lists[1]?.([lobby(message(1), null, 0), devs(said(2))]);
  await settled();
  expect(names()).toEqual(['lobby']);
});

test('what was said before one left a group, and comes behind that, does not bring the group back', async () => {
  const { emit, names } = await openDevs();
  emit('event', left(4));
  emit('event', said(3));
  expect(names()).toEqual(['lobby']);
});

test('who has joined a group again keeps it, though their leaving is told behind that', async () => {
  const { emit, lists, names } = await openDevs();
  emit('event', joined(4));
  emit('event', left(3));
  expect(names()).toEqual(['group:devs', 'lobby']);
  emit('event', left(5));
  emit('event', joined(6));
  emit('state', { state: 'live' } as Events['state']);
  lists[1]?.([lobby(message(1), null, 0), devs(joined(6))]);
  await settled();
  expect(names()).toEqual(['group:devs', 'lobby']);
});

test('a group that was joined a moment ago stays when another is left before a sync has named it', async () => {
  const { emit, names } = await openDevs();
  emit('groups', ['old', 'older']);
  emit('event', { ...joined(4), conversation: 'group:new' });
  emit('groups', ['old']);
  expect(names()).toEqual(['group:new', 'group:devs', 'lobby']);
});

test('what comes while the server has yet to be told of a mark asks for nothing', async () => {
  const { client, emit, lists, reads } = createAsked();
  lists[0]?.([lobby(message(5, 'user1'), message(1).id, 2)]);
  await settled();
  readMarks(client).mark('lobby', message(3).id);
  for (const second of [6, 7, 8]) {
    emit('event', { ...message(second), isLive: true } as Events['event']);
    await settled();
  }
  expect(lists).toHaveLength(1);
  emit('read', { type: 'read', conversation: 'lobby', user: 'user1', upto: message(3).id });
  expect([reads.length, lists.length]).toEqual([1, 2]);
});
