import { describe, expect, test } from '@jest/globals';
import { createMemoryStore, failedMessages, timelineRows } from '../../../client/index.ts';
import { startClient } from '../client-under-test.ts';
import { failure, tokenFor } from '../fake-chat.ts';

const MINUTE = 60_000;

/** A client whose message `lost` the server has refused. */
async function startWithFailure(store = createMemoryStore()) {
  const under = startClient({ store });
  const { client, chat, timers, goLive } = under;
  const failed = failedMessages(client);
  await goLive();
  chat.answerAll('lobby', failure('too_large', { error: 'Too long' }));
  void client.lobby('lost', { ref: 'one' });
  await timers.advance(100);
  chat.intercept = () => false;
  return { ...under, failed, store };
}

/** A reload of the page. */
async function reload({ client, ...world }: Awaited<ReturnType<typeof startWithFailure>>, user = 'user1') {
  client.close();
  const { store } = world;
  const again = startClient({ store, token: () => tokenFor(user, world.timers.now() + MINUTE) }, world);
  const failed = failedMessages(again.client);
  await again.goLive();
  return { ...world, ...again, failed };
}

const shownBy = ({ value }: ReturnType<typeof failedMessages>) =>
  value.map(({ ref, command, error }) => [ref, command.content, error.code, error.message]);

describe('a message that failed', () => {
  test('is there after a reload, with its words and the reason, in its conversation', async () => {
    const before = await startWithFailure();
    const { client, failed } = await reload(before);
    expect(shownBy(failed)).toEqual([['one', 'lost', 'too_large', 'Too long']]);
    expect(timelineRows(client, 'lobby').value.rows).toMatchObject([{ key: 'one', status: 'failed' }]);
  });

  test('is gone for good when it was dismissed, and when it was sent again', async () => {
    const first = await startWithFailure();
    first.failed.dismiss('one');
    const second = await reload(first);
    expect(shownBy(second.failed)).toEqual([]);
    const again = await startWithFailure(second.store);
    const third = await reload(again);
    third.failed.retry('one');
    await third.timers.advance(100);
    expect([shownBy(third.failed), third.contents]).toEqual([[], ['lost']]);
    const fourth = await reload(third);
    expect(shownBy(fourth.failed)).toEqual([]);
  });

  test('is another command when it is sent again, as the server gives the same one the same refusal', async () => {
    const { chat, failed, timers } = await startWithFailure();
    failed.retry('one');
    await timers.advance(100);
    expect(chat.done).toMatchObject([{ type: 'lobby', content: 'lost' }]);
    expect(chat.done[0]?.ref).not.toBe('one');
  });

  test('is the same command when it may have arrived, so that it is said once', async () => {
    const { client, chat, goLive, timers } = startClient({ giveUpAfterMs: MINUTE });
    const failed = failedMessages(client);
    await goLive();
    chat.intercept = ({ type }) => type === 'lobby';
    void client.lobby('perhaps', { ref: 'one' });
    await timers.advance(2 * MINUTE);
    expect(failed.value).toMatchObject([{ ref: 'one', error: { code: 'given_up' } }]);
    chat.intercept = () => false;
    failed.retry('one');
    await timers.advance(100);
    expect(chat.done.map(({ ref }) => ref)).toEqual(['one']);
  });

  test('stays when it fails again, also at once', async () => {
    const first = await reload(await startWithFailure());
    first.chat.answerAll('lobby', failure('too_large', { error: 'Still' }));
    first.failed.retry('one');
    await first.timers.advance(100);
    const second = await reload(first);
    expect(shownBy(second.failed)).toEqual([[expect.any(String), 'lost', 'too_large', 'Still']]);
  });

  test('is never shown to another user, and is there when its own is back', async () => {
    const other = await reload(await startWithFailure(), 'user9');
    expect(shownBy(other.failed)).toEqual([]);
    other.failed.retry('one');
    other.failed.dismiss('one');
    const own = await reload(other);
    expect(shownBy(own.failed)).toHaveLength(1);
  });

  test('is not shown to who signs in next in the same program', async () => {
    let user = 'user1';
    const under = startClient({ token: () => tokenFor(user, under.timers.now() + 60 * MINUTE) });
    const failed = failedMessages(under.client);
    void under.client.lobby('x'.repeat(100_000));
    await under.goLive();
    expect(failed.value).toHaveLength(1);
    user = 'user9';
    under.chat.socket.drop();
    await under.timers.advance(1_000);
    expect([under.client.user, failed.value]).toEqual(['user9', []]);
  });

  test('of a store that holds something else is passed over and deleted', async () => {
    const store = createMemoryStore();
    const entry = { ref: 'a', command: { type: 'lobby', content: 'x' }, user: 'user1', error: {} };
    store.save({
      'failed.000000000000': 'no JSON',
      'failed.000000000001': JSON.stringify({ ...entry, user: undefined }),
      'failed.000000000002': JSON.stringify({ ...entry, error: undefined }),
      'failed.000000000003': JSON.stringify({ ...entry, command: { type: 'join', group_name: 'a' } }),
    });
    const { client, timers, goLive } = startClient({ store });
    const failed = failedMessages(client);
    await goLive();
    await timers.advance(100);
    expect([
      failed.value,
      Object.keys(await store.load()).filter((name) => name.startsWith('failed')),
    ]).toEqual([[], []]);
  });

  test('that an app sends again itself is one row', async () => {
    const { client } = await startWithFailure();
    const rows = timelineRows(client, 'lobby');
    void client.lobby('lost', { ref: 'one' });
    expect(rows.value.rows).toMatchObject([{ key: 'one', status: 'pending' }]);
  });
});
