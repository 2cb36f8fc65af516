import { afterEach, beforeEach, describe, expect, jest, test } from '@jest/globals';
import { createEmitter } from '../../../client/emitter.ts';
import type { Events } from '../../../client/events.ts';
import { type ChatClient, type PresenceItem, presences } from '../../../client/index.ts';
import { createTestChat } from '../../../testing/test-chat.ts';
import { connect } from '../test-chat-clients.ts';
import { settled } from './asked-client.ts';

/** A client whose server says so of its friends, and what it is asked. */
function createAsked(items: readonly PresenceItem[] = []) {
  const { on, emit } = createEmitter<Events>(() => undefined);
  const server = new Map(items.map((item) => [item.user, item]));
  const asked: (readonly string[])[] = [];
  const client = {
    on,
    state: 'live',
    user: 'me',
    reportError: () => undefined,
    presences: async (users: readonly string[]) => {
      asked.push(users);
      return { items: users.flatMap((user) => server.get(user) ?? []), next: null };
    },
  };
  const view = presences(client as unknown as ChatClient);
  const live = (state: 'live' | 'connecting' | 'closed') => {
    client.state = state;
    emit('state', { state } as Events['state']);
  };
  const tell = (item: PresenceItem) => emit('presence', { type: 'presence', ...item });
  const stateOf = (user: string) => view.value.get(user)?.state;
  return { asked, client, emit, live, tell, server, view, stateOf };
}

const ann = { user: 'ann', state: 'online', rev: '1' } as const;
const ben = { user: 'ben', state: 'offline', last_seen: '2026-11-28T10:00:00.000Z', rev: '1' } as const;
const gone = { user: 'ann', state: 'offline', last_seen: '2026-11-28T11:00:00.000Z', rev: '2' } as const;

beforeEach(() => void jest.useFakeTimers({ doNotFake: ['nextTick', 'setImmediate', 'queueMicrotask'] }));
afterEach(() => void jest.useRealTimers());

describe('who is there', () => {
  test('is asked of all who are shown at once, and never again while they stay so', async () => {
    const { asked, view } = createAsked([ann, ben]);
    for (const user of ['ann', 'ben', 'ann', 'stranger']) view.show([user]);
    await settled();
    expect(asked).toEqual([['ann', 'ben', 'stranger']]);
    expect([...view.value.values()]).toEqual([ann, ben]);
    jest.advanceTimersByTime(24 * 60 * 60_000);
    await settled();
    expect(asked).toHaveLength(1);
    expect(jest.getTimerCount()).toBe(0);
  });

  test('is what was told last, by rev, whichever comes first', async () => {
    const { view, tell, stateOf } = createAsked([ann]);
    view.show(['ann']);
    tell({ user: 'ann', state: 'offline', rev: '3' });
    await settled();
    expect(stateOf('ann')).toBe('offline');
    tell({ ...ann, rev: '2' });
    expect(stateOf('ann')).toBe('offline');
    tell({ ...ann, rev: '4' });
    expect(stateOf('ann')).toBe('online');
  });

  test('is what an answer says, of the same rev, as the server has looked again', async () => {
    const { asked, view, server, live, stateOf } = createAsked([ann]);
    view.show(['ann']);
    await settled();
    server.set('ann', { ...gone, rev: '1' });
    live('connecting');
    live('live');
    await settled();
    expect(asked).toEqual([['ann'], ['ann']]);
    expect(stateOf('ann')).toBe('offline');
  });

  test('is shown as gone five seconds late, and not at all of who is back by then', async () => {
    const { view, tell, stateOf } = createAsked([ann]);
    view.show(['ann']);
    await settled();
    tell(gone);
    jest.advanceTimersByTime(4_999);
    expect(stateOf('ann')).toBe('online');
    tell({ ...ann, rev: '3' });
    jest.advanceTimersByTime(10_000);
    expect(stateOf('ann')).toBe('online');
    tell({ ...gone, rev: '4' });
    jest.advanceTimersByTime(5_000);
    expect(view.value.get('ann')).toEqual({ ...gone, rev: '4' });
  });

  test('is the same value while nothing changes', async () => {
    const { view, live } = createAsked([ann]);
    view.show(['ann']);
    await settled();
    const { value } = view;
    live('live');
    await settled();
    expect(view.value).toBe(value);
  });

  test('is forgotten of who isn’t shown when another connection opens, and of all for another user', async () => {
    const { view, tell, live, client, server } = createAsked([ann]);
    view.show(['ann']);
    tell({ user: 'ben', state: 'online', rev: '1' });
    await settled();
    live('live');
    expect([...view.value.keys()]).toEqual(['ann']);
    client.user = 'another';
    server.clear();
    live('live');
    expect(view.value.size).toBe(0);
  });

  test('is asked anew of who has become a friend, and known no more of who is none', async () => {
    const { asked, view, server, emit } = createAsked();
    view.show(['ann']);
    await settled();
    expect(view.value.size).toBe(0);
    server.set('ann', ann);
    const event = { id: 'id1', ts: '', conversation: 'whisper:ann', from: 'me', to: 'ann', isLive: true };
    emit('event', { ...event, type: 'friends' });
    await settled();
    expect(view.value.get('ann')).toEqual(ann);
    server.clear();
    emit('relation', { type: 'relation_changed', user: 'ann' });
    await settled();
    expect(view.value.size).toBe(0);
    expect(asked).toEqual([['ann'], ['ann'], ['ann']]);
  });

  test('leaves no timer behind when the client is closed', async () => {
    const { view, tell, emit, live } = createAsked([ann]);
    view.show(['ann']);
    await settled();
    tell(gone);
    emit('sent', { ref: 'r1', command: { type: 'presence', show: 'invisible' } });
    live('closed');
    expect(jest.getTimerCount()).toBe(0);
  });
});

test('how oneself is seen is shown as it was acknowledged, though answers lag behind', async () => {
  const me = { user: 'me', state: 'online', rev: '1', show: 'online' } as const;
  const { asked, view, server, emit } = createAsked([me]);
  view.show(['me']);
  await settled();
  emit('sent', { ref: 'r1', command: { type: 'presence', show: 'invisible' } });
  expect(view.value.get('me')).toEqual({ user: 'me', state: 'offline', rev: '1', show: 'invisible' });
  view.show(['ann']);
  await settled();
  server.set('me', { user: 'me', state: 'offline', rev: '2', show: 'invisible' });
  jest.advanceTimersByTime(2_000);
  await settled();
  expect(asked.at(-1)).toEqual(['me']);
  expect(view.value.get('me')).toEqual(server.get('me'));
});

test('friends come and go, as the server tells', async () => {
  jest.useRealTimers();
  const chat = createTestChat();
  const [one, two] = [await connect(chat, 'user1'), await connect(chat, 'user2')];
  await one.add('user2');
  await two.accept('user1');
  const view = presences(one);
  const shown = (state: string) =>
    new Promise<void>((resolve) => {
      const look = () => view.value.get('user2')?.state === state && resolve();
      view.onChange(look);
      look();
    });
  view.show(['user1', 'user2', 'user3']);
  await shown('online');
  expect([...view.value.keys()]).toEqual(['user1', 'user2']);
  const told = new Promise((resolve) => one.on('presence', resolve));
  await two.presence('invisible');
  expect(await told).toMatchObject({ type: 'presence', user: 'user2', state: 'offline' });
  await two.presence('online');
  await shown('online');
  two.close();
});
