import { afterEach, beforeEach, describe, expect, jest, test } from '@jest/globals';
import { createEmitter } from '../../../client/emitter.ts';
import type { Events } from '../../../client/events.ts';
import { type ChatClient, type ProfileItem, userProfiles } from '../../../client/index.ts';
import { createTestChat } from '../../../testing/test-chat.ts';
import { connect } from '../test-chat-clients.ts';
import { settled } from './asked-client.ts';

const MINUTE_MS = 60_000;

/** A client whose server has these profiles, and what it is asked. */
function createAsked(items: readonly ProfileItem[] = []) {
  const { on, emit } = createEmitter<Events>(() => undefined);
  const server = new Map(items.map((item) => [item.user, item]));
  const asked: { users: readonly string[]; known: object }[] = [];
  let answered = Number.POSITIVE_INFINITY;
  const client = {
    on,
    state: 'live',
    user: 'me',
    reportError: () => undefined,
    profiles: async (users: readonly string[], { known }: { known: object }) => {
      asked.push({ users, known });
      const found = users.slice(0, answered).flatMap((user) => server.get(user) ?? []);
      return { items: found, next: users[answered] ?? null };
    },
  };
  const view = userProfiles(client as unknown as ChatClient);
  const live = (state: 'live' | 'connecting' | 'closed') => {
    client.state = state;
    emit('state', { state } as Events['state']);
  };
  const answerOnly = (count: number) => {
    answered = count;
  };
  return { asked, client, emit, live, server, view, answerOnly };
}

const ann = { user: 'ann', rev: '1', display_name: 'Ann' };
const ben = { user: 'ben', rev: '1' };

beforeEach(() => void jest.useFakeTimers({ doNotFake: ['nextTick', 'setImmediate', 'queueMicrotask'] }));
afterEach(() => void jest.useRealTimers());

describe('the profiles of who is shown', () => {
  test('are asked for together, once, however often they are shown', async () => {
    const { asked, view } = createAsked([ann, ben]);
    for (const user of ['ann', 'ben', 'ann', 'nobody']) view.show([user]);
    await settled();
    expect(asked).toEqual([{ users: ['ann', 'ben', 'nobody'], known: {} }]);
    expect([...view.value.values()]).toEqual([ann, ben]);
    view.show(['nobody', 'ann']);
    await settled();
    expect(asked).toHaveLength(1);
  });

  test('are asked for, whatever else is shown that can’t be a name', async () => {
    const { asked, view } = createAsked([ann]);
    view.show(['', 'ann', 'a b', 'x'.repeat(65)]);
    await settled();
    expect(asked).toEqual([{ users: ['ann'], known: {} }]);
  });

  test('are asked for a hundred at a time, and what didn’t fit again', async () => {
    const users = Array.from({ length: 150 }, (_, index) => `user${index}`);
    const { asked, view, answerOnly } = createAsked(users.map((user) => ({ user, rev: '1' })));
    answerOnly(60);
    view.show(users);
    await settled();
    expect(asked.map((question) => question.users.length)).toEqual([100, 90, 30]);
    expect(view.value.size).toBe(150);
  });

  test('are asked for again each few minutes, by what is known, and not once they are shown no more', async () => {
    const { asked, view, server } = createAsked([ann, ben]);
    const hide = view.show(['ann']);
    view.show(['ben'])();
    await settled();
    server.set('ann', { user: 'ann', rev: '2', display_name: 'Anna' });
    jest.advanceTimersByTime(3 * MINUTE_MS);
    await settled();
    expect(asked.slice(1)).toEqual([{ users: ['ann'], known: { ann: '1' } }]);
    expect(view.value.get('ann')).toMatchObject({ display_name: 'Anna' });
    hide();
    jest.advanceTimersByTime(60 * MINUTE_MS);
    await settled();
    expect(asked).toHaveLength(2);
    expect(jest.getTimerCount()).toBe(0);
  });

  test('stay as they are where the answer says that they are known, or is older', async () => {
    const { view, server } = createAsked([{ ...ann, rev: '2' }]);
    view.show(['ann']);
    await settled();
    const { value } = view;
    for (const item of [
      { user: 'ann', rev: '2' },
      { user: 'ann', rev: '1', display_name: 'An' },
    ]) {
      server.set('ann', item);
      jest.advanceTimersByTime(3 * MINUTE_MS);
      await settled();
      expect(view.value.get('ann')).toBe(value.get('ann'));
    }
    server.set('ann', { user: 'ann', rev: '3' });
    jest.advanceTimersByTime(3 * MINUTE_MS);
    await settled();
    expect(view.value.get('ann')).toEqual({ user: 'ann', rev: '3' });
  });

  test('are asked for with the next connection: what could not be, and what may have changed meanwhile', async () => {
    const { asked, view, live, client } = createAsked([ann, ben]);
    live('connecting');
    view.show(['ann']);
    await settled();
    expect(asked).toEqual([]);
    const { profiles } = client;
    client.profiles = () => Promise.reject(new Error('Not now'));
    live('live');
    await settled();
    expect(view.value.size).toBe(0);
    client.profiles = profiles;
    live('connecting');
    live('live');
    await settled();
    expect(view.value.get('ann')).toEqual(ann);
    live('connecting');
    live('live');
    await settled();
    expect(asked.at(-1)).toEqual({ users: ['ann'], known: { ann: '1' } });
  });

  test('leave no timer behind when the client is closed', async () => {
    const { view, live, emit } = createAsked([ann]);
    view.show(['ann']);
    emit('sent', { ref: 'r1', command: { type: 'profile', display_name: 'Me' } });
    await settled();
    live('closed');
    expect(jest.getTimerCount()).toBe(0);
  });
});

describe('one’s own profile', () => {
  test('is shown as it was changed, though answers lag behind, and then as the server has it', async () => {
    const me = { user: 'me', rev: '1', display_name: 'Me', about: 'Hi' };
    const { asked, emit, view, server } = createAsked([me]);
    view.show(['me']);
    await settled();
    emit('sent', { ref: 'r1', command: { type: 'profile', display_name: 'I', about: null } });
    expect(view.value.get('me')).toEqual({ user: 'me', rev: '1', display_name: 'I' });
    view.show(['other']);
    await settled();
    expect(view.value.get('me')).toMatchObject({ display_name: 'I' });
    server.set('me', { user: 'me', rev: '2', display_name: 'I', avatar_url: 'https://a.example' });
    jest.advanceTimersByTime(2_000);
    await settled();
    expect(asked.at(-1)).toEqual({ users: ['me'], known: { me: '1' } });
    expect(view.value.get('me')).toEqual(server.get('me'));
  });
});

test('profiles come from the server, of others as of oneself', async () => {
  jest.useRealTimers();
  const chat = createTestChat();
  const [one, two] = [await connect(chat, 'user1'), await connect(chat, 'user2')];
  await one.profile({ display_name: 'Ann', about: 'Hi' });
  const theirs = userProfiles(two);
  const changed = new Promise<void>((resolve) => void theirs.onChange(resolve));
  theirs.show(['user1', 'user2', 'user3']);
  await changed;
  expect([...theirs.value.values()]).toEqual([
    { user: 'user1', rev: expect.any(String), display_name: 'Ann', about: 'Hi' },
    { user: 'user2', rev: '' },
  ]);
  expect((await two.users('an')).items).toMatchObject([{ user: 'user1', display_name: 'Ann' }]);
});
