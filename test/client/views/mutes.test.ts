import { afterEach, beforeEach, expect, jest, test } from '@jest/globals';
import { createEmitter } from '../../../client/emitter.ts';
import type { Events } from '../../../client/events.ts';
import { type ChatClient, ChatRequestError, ownMutes } from '../../../client/index.ts';

beforeEach(() => void jest.useFakeTimers());
afterEach(() => void jest.useRealTimers());

const DAY_MS = 24 * 60 * 60 * 1_000;
/** By how much the server's clock is ahead of this one's. */
const AHEAD_MS = 3_600_000;

/** A client that tells what it is told to. */
function createTold() {
  const { on, emit } = createEmitter<Events>(() => undefined);
  const serverNow = () => Date.now() + AHEAD_MS;
  const client = { on, serverNow, reportError: () => undefined } as unknown as ChatClient;
  const view = ownMutes(client);
  return {
    view,
    /** Where one is muted, and for how long yet. */
    shown: () => Object.fromEntries([...view.value].map(([where, until]) => [where, until - serverNow()])),
    mute: (conversation: string, ms: number | undefined) =>
      emit('muted', {
        type: 'muted',
        conversation,
        until: ms === undefined ? null : new Date(serverNow() + ms).toISOString(),
      }),
    refuse: (command: Events['failed']['command'], retryAfterMs: number) =>
      emit('failed', { ref: 'r1', command, error: new ChatRequestError('muted', 'Muted', { retryAfterMs }) }),
    lose: () => emit('state', { state: 'resuming', previous: 'live' }),
  };
}

test('a mute is shown where it was told, and ends by itself', () => {
  const { mute, shown, view } = createTold();
  const changes = jest.fn();
  view.onChange(changes);
  mute('lobby', 60_000);
  mute('group:devs', 90_000);
  expect(shown()).toEqual({ lobby: 60_000, 'group:devs': 90_000 });
  jest.advanceTimersByTime(60_000);
  expect(shown()).toEqual({ 'group:devs': 30_000 });
  jest.advanceTimersByTime(30_000);
  expect(shown()).toEqual({});
  expect(changes).toHaveBeenCalledTimes(4);
});

test('of several the latest holds, also one that ends it', () => {
  const { mute, shown } = createTold();
  mute('lobby', 60_000);
  mute('lobby', 120_000);
  jest.advanceTimersByTime(60_000);
  expect(shown()).toEqual({ lobby: 60_000 });
  mute('lobby', undefined);
  expect(shown()).toEqual({});
  expect(jest.getTimerCount()).toBe(0);
});

test('who wasn’t told learns it from what is refused: what was said, changed or reacted to', () => {
  const { refuse, shown } = createTold();
  refuse({ type: 'group', group_name: 'devs', content: 'Hi' }, 1_000);
  refuse({ type: 'react', conversation: 'lobby', id: '1', emoji: '👍' }, 2_000);
  refuse({ type: 'join', group_name: 'garden' }, 3_000);
  expect(shown()).toEqual({ 'group:devs': 1_000, lobby: 2_000 });
});

test('a mute of a year lasts longer than a timer can', () => {
  const { mute, shown } = createTold();
  mute('lobby', 365 * DAY_MS);
  jest.advanceTimersByTime(364 * DAY_MS);
  expect(shown()).toEqual({ lobby: DAY_MS });
  jest.advanceTimersByTime(DAY_MS);
  expect(shown()).toEqual({});
});

test('without a connection nobody would be told that one may speak again: it is forgotten', () => {
  const { lose, mute, shown } = createTold();
  mute('lobby', 60_000);
  lose();
  expect(shown()).toEqual({});
});
