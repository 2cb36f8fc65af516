import { expect, test } from '@jest/globals';
import { ChatRequestError } from '../../client/index.ts';
import { waitingSentence } from '../../web/text/sentences/waiting-sentence.ts';
import { untilDoneOrWaiting } from '../../web/until-done-or-waiting.ts';

/** A client in a state, of which a test says when it changes. */
function createClient(state: 'live' | 'connecting') {
  const listeners = new Set<() => void>();
  const client = {
    state: state as 'live' | 'connecting',
    on: (_name: string, listener: () => void) => {
      listeners.add(listener);
      return () => listeners.delete(listener);
    },
  };
  return {
    client: client as unknown as Parameters<typeof untilDoneOrWaiting>[0],
    listeners,
    lose() {
      client.state = 'connecting';
      for (const listener of listeners) listener();
    },
  };
}

test('a command is waited for as long as there is a connection', async () => {
  const { client, listeners } = createClient('live');
  expect(await untilDoneOrWaiting(client, Promise.resolve())).toBe('done');
  const error = new ChatRequestError('conflict', 'You are in too many groups');
  await expect(untilDoneOrWaiting(client, Promise.reject(error))).rejects.toBe(error);
  expect(listeners.size).toBe(0);
});

test('without a connection it isn’t waited for, but what is refused at once is told', async () => {
  const never = new Promise(() => {});
  expect(await untilDoneOrWaiting(createClient('connecting').client, never)).toBe('waiting');
  const { client, lose } = createClient('live');
  const waiting = untilDoneOrWaiting(client, never);
  lose();
  expect(await waiting).toBe('waiting');
  const error = new ChatRequestError('queue_full', 'Too many');
  await expect(untilDoneOrWaiting(createClient('connecting').client, Promise.reject(error))).rejects.toBe(
    error,
  );
});

test('what waits for a connection is told in a sentence', () => {
  expect(waitingSentence({ type: 'leave', group_name: 'devs' }, (name) => name)).toBe(
    'As soon as there is a connection, you leave devs.',
  );
  expect(waitingSentence({ type: 'add', target: 'ann' }, (name) => `Ann Lee (${name})`)).toBe(
    'As soon as there is a connection, Ann Lee (ann) is asked to be friends.',
  );
});
