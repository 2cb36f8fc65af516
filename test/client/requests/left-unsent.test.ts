import { describe, expect, test } from '@jest/globals';
import { createMemoryStore } from '../../../client/storage/store.ts';
import { type ClientUnderTest, outcomesOf, startClient } from '../client-under-test.ts';
import { tokenFor } from '../fake-chat.ts';

const MINUTE = 60_000;

describe('what was left unsent', () => {
  test('sends after a restart what was left, in order, before anything newer, and tells what became of it', async () => {
    const store = createMemoryStore();
    const first = startClient({ store });
    const { chat, timers } = first;
    await first.goLive();
    chat.intercept = (command) => command.type === 'lobby';
    for (const content of ['a', 'b', 'c']) void first.client.lobby(content, { ref: content });
    await timers.advance(20);
    first.client.close();
    chat.intercept = () => false;

    const second = startClient({ store }, first);
    const { sent } = outcomesOf(second);
    void second.client.lobby('d', { ref: 'd' });
    expect(second.client.pending.map(({ ref }) => ref)).toEqual(['a', 'b', 'c', 'd']);
    await second.goLive();
    expect(sent.map(({ ref }) => ref)).toEqual(['a', 'b', 'c', 'd']);
    expect(second.contents).toEqual(['a', 'b', 'c', 'd']);

    second.client.close();
    const third = startClient({ store }, first);
    expect(third.client.pending).toEqual([]);
  });

  test('gives up what a clock that was set back since dates into the future', async () => {
    const store = createMemoryStore();
    const written = { ref: 'a', command: { type: 'lobby', content: 'Hi' }, user: 'user1' };
    const { client, timers, goLive } = startClient({
      store: {
        ...store,
        load: () => ({
          'out.000000000000': JSON.stringify({ ...written, createdAt: 2 ** 43, sentAt: 2 ** 43 }),
        }),
      },
      openSocket: () => {
        throw new Error('no network');
      },
    });
    const { failed } = outcomesOf({ client } as ClientUnderTest);
    expect(client.pending).toMatchObject([{ createdAt: timers.now(), sentAt: timers.now() }]);
    await goLive();
    await timers.advance(5 * MINUTE);
    expect(failed).toMatchObject([{ ref: 'a', error: { code: 'given_up' } }]);
  });

  test('fails after a restart what was sent and not acknowledged in time, and sends what never was', async () => {
    const store = createMemoryStore();
    const first = startClient({ store });
    const { chat, timers } = first;
    await first.goLive();
    chat.intercept = (command) => command.type === 'lobby';
    void first.client.lobby('a', { ref: 'a' });
    await timers.advance(20);
    chat.socket.drop();
    void first.client.lobby('b', { ref: 'b' });
    first.client.close();
    timers.sleep(6 * MINUTE);
    chat.intercept = () => false;
    const second = startClient({ store }, first);
    const { failed, sent } = outcomesOf(second);
    await second.goLive();
    expect(failed.map(({ ref, error }) => [ref, error.code])).toEqual([['a', 'given_up']]);
    expect(sent.map(({ ref }) => ref)).toEqual(['b']);
  });

  test('does not send as one user what another has left, nor tells it, and sends it when that one comes back', async () => {
    const store = createMemoryStore();
    const first = startClient({ store });
    const { chat, timers } = first;
    await first.goLive();
    chat.socket.drop();
    void first.client.lobby('mine', { ref: 'mine' });
    first.client.close();
    const second = startClient({ store, token: () => tokenFor('user9', timers.now() + MINUTE) }, first);
    const { failed, sent } = outcomesOf(second);
    // Until somebody signs in it is user1's client, by its store.
    void second.client.lobby('early', { ref: 'early' });
    await second.goLive();
    void second.client.lobby('theirs', { ref: 'theirs' });
    await timers.advance(100);
    expect(failed.map(({ ref, error }) => [ref, error.code])).toEqual([['early', 'other_user']]);
    expect(sent.map(({ ref }) => ref)).toEqual(['theirs']);
    second.client.close();
    const third = startClient({ store }, first);
    const outcomes = outcomesOf(third);
    await third.goLive();
    await timers.advance(100);
    expect(outcomes.sent.map(({ ref }) => ref)).toEqual(['mine']);
  });

  test('sends under no name what was left when nobody had signed in', async () => {
    const store = createMemoryStore();
    const first = startClient({ store });
    const { timers, chat } = first;
    void first.client.lobby('whose?', { ref: 'whose' });
    first.client.close();
    const second = startClient({ store, token: () => tokenFor('user9', timers.now() + MINUTE) }, first);
    const { failed } = outcomesOf(second);
    await second.goLive();
    expect(failed.map(({ ref, error }) => [ref, error.code])).toEqual([['whose', 'other_user']]);
    expect([chat.count('lobby'), store.load()]).toEqual([0, { inbox: expect.any(String) }]);
  });

  test('does not send as somebody else what was written under another name, in one program', async () => {
    let user = 'user1';
    const under = startClient({ token: () => tokenFor(user, under.timers.now() + 60 * MINUTE) });
    const { client, chat, timers, goLive } = under;
    await goLive();
    chat.socket.drop();
    const written = client.lobby('mine');
    user = 'user9';
    await timers.advance(1_000);
    await expect(written).rejects.toMatchObject({ code: 'other_user' });
    expect([client.user, chat.count('lobby')]).toEqual(['user9', 0]);
  });

  test('sends after a restart, under the same name, what was written before the first sign-in', async () => {
    const store = createMemoryStore();
    const first = startClient({ store });
    const { chat, timers } = first;
    chat.intercept = ({ type }) => type === 'lobby';
    void first.client.lobby('early', { ref: 'early' });
    await first.goLive();
    first.client.close();
    chat.intercept = () => false;
    const second = startClient({ store }, first);
    const { sent } = outcomesOf(second);
    await second.goLive();
    await timers.advance(100);
    expect(sent.map(({ ref }) => ref)).toEqual(['early']);
  });
});
