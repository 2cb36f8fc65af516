import { describe, expect, test } from '@jest/globals';
import { createMemoryStore } from '../../../client/storage/store.ts';
import { idOfTime } from '../../../protocol/events/event-id.ts';
import { startClient } from '../client-under-test.ts';
import { failure, tokenFor } from '../fake-chat.ts';
import { START } from '../fake-timers.ts';

const MINUTE = 60_000;

describe('what comes in', () => {
  test('is passed on once, however often it comes', async () => {
    const { chat, timers, contents, goLive } = startClient({ syncMs: MINUTE });
    await goLive();
    const event = chat.say('Hi');
    chat.post(event);
    await timers.advance(100);
    chat.socket.drop();
    await timers.advance(10 * MINUTE);
    expect(chat.count('sync')).toBeGreaterThan(10);
    expect(contents).toEqual(['Hi']);
  });

  test('is passed on as an event, and as a message when it is one', async () => {
    const { client, chat, timers, events, goLive } = startClient();
    const messages: string[] = [];
    client.on('message', ({ from, content }) => messages.push(`${from}: ${content}`));
    const reads: string[] = [];
    client.on('read', ({ user, upto }) => reads.push(`${user}: ${upto}`));
    await goLive();
    chat.post(chat.store({ type: 'friend_request', conversation: 'whisper:user2', to: 'user1' } as never));
    chat.say('Hello', 'whisper:user2');
    chat.post({ type: 'read', conversation: 'whisper:user2', user: 'user2', upto: idOfTime(START) });
    await timers.advance(100);
    expect(events.map(({ type }) => type)).toEqual(['friend_request', 'message']);
    expect(messages).toEqual(['user2: Hello']);
    expect(reads).toEqual([`user2: ${idOfTime(START)}`]);
  });

  test('says whether it came as it happened or was missed before, and is the same in a timeline', async () => {
    const { client, chat, timers, goLive } = startClient();
    const told: string[] = [];
    client.on('event', ({ isLive, type }) => told.push(`${type} ${isLive}`));
    client.on('message', ({ isLive, content }) => told.push(`${content} ${isLive}`));
    const timeline = client.timeline('lobby');
    await goLive();
    chat.socket.drop();
    chat.store({ conversation: 'lobby', content: 'missed' });
    await timers.advance(1_000);
    chat.say('heard');
    await timers.advance(100);
    expect(told).toEqual(['message false', 'missed false', 'message true', 'heard true']);
    expect(timeline.events).toEqual(chat.log);
  });

  test('is asked for from where the last completed sync ended, never from a live event', async () => {
    const { chat, timers, goLive } = startClient();
    await goLive();
    const [, first] = chat.commands;
    expect(first).toMatchObject({ type: 'sync', cursors: {} });
    await timers.advance(10_000);
    chat.say('later than the sync');
    chat.socket.drop();
    await timers.advance(1_000);
    const second = chat.commands.findLast(({ type }) => type === 'sync');
    // A socket opens in 5 ms, and the sign-in takes 10.
    expect(second?.cursors).toEqual({ lobby: idOfTime(START + 20), whispers: idOfTime(START + 20) });
  });

  test('that was stored late, behind what is known, is found within the deadline', async () => {
    const { chat, timers, contents, goLive } = startClient();
    await goLive();
    await timers.advance(5 * MINUTE);
    chat.say('in time');
    await timers.advance(1_000);
    // Its id is older than the heartbeat's cursor, at four minutes.
    chat.store({ conversation: 'lobby', content: 'late' }, 70_000);
    chat.socket.drop();
    await timers.advance(1_000);
    expect(contents).toEqual(['in time', 'late']);
  });

  test('is read page by page, and the cursors count once all pages are here', async () => {
    const { chat, timers, contents, client, goLive } = startClient();
    await goLive();
    chat.socket.drop();
    for (let place = 0; place < 10; place++) chat.store({ conversation: 'lobby', content: `${place}` });
    chat.pageSize = 3;
    let pages = 0;
    chat.intercept = (command, socket) => {
      if (command.type !== 'sync' || ++pages !== 3) return false;
      socket.drop();
      return true;
    };
    await timers.advance(5_000);
    expect(client.state).toBe('live');
    expect(contents).toEqual(['0', '1', '2', '3', '4', '5', '6', '7', '8', '9']);
    const asked = chat.commands.filter(({ type }) => type === 'sync').map(({ cursors }) => cursors);
    expect(asked[4]).toEqual(asked[1]);
    expect(asked[2]).not.toEqual(asked[1]);
  });

  test('survives a restart: nothing is missed, and nothing comes twice', async () => {
    const store = createMemoryStore();
    const first = startClient({ store });
    const { chat, timers } = first;
    await first.goLive();
    await timers.advance(5 * MINUTE);
    chat.say('before');
    await timers.advance(100);
    first.client.close();
    chat.store({ conversation: 'lobby', content: 'meanwhile' });
    await timers.advance(20_000);
    const second = startClient({ store }, first);
    await second.goLive();
    expect([first.contents, second.contents]).toEqual([['before'], ['meanwhile']]);
    expect(second.client.user).toBe('user1');
  });

  test('survives a restart in the middle of many pages', async () => {
    const store = createMemoryStore();
    const first = startClient({ store });
    const { chat, timers } = first;
    await first.goLive();
    first.client.close();
    const stored = Array.from({ length: 10 }, (_, place) => `${place}`);
    for (const content of stored) chat.store({ conversation: 'lobby', content });
    chat.pageSize = 2;
    const second = startClient({ store }, first);
    second.client.connect();
    await timers.advance(35);
    second.client.close();
    const third = startClient({ store }, first);
    await third.goLive();
    expect(second.contents.length).toBeGreaterThan(0);
    expect(third.contents.length).toBeGreaterThan(0);
    expect([...second.contents, ...third.contents]).toEqual(stored);
  });

  test('starts with nothing when the store can not be read, and goes on when it can not be written', async () => {
    const full = () => {
      throw new Error('Quota exceeded');
    };
    const { client, chat, timers, contents, errors, goLive } = startClient({
      store: { load: full, save: full },
    });
    await goLive();
    chat.say('Hi');
    const sending = client.lobby('Ho');
    await timers.advance(100);
    await sending;
    expect(contents).toEqual(['Hi', 'Ho']);
    expect(errors.length).toBeGreaterThan(1);
  });

  test('waits for a store that loads slowly', async () => {
    const kept = createMemoryStore();
    let loaded = () => {};
    const loading = new Promise<void>((resolve) => {
      loaded = resolve;
    });
    const { client, chat, timers, goLive } = startClient({
      store: { load: () => loading.then(kept.load), save: async (changes) => kept.save(changes) },
    });
    await goLive();
    const sending = client.lobby('Hi');
    expect(chat.sockets).toHaveLength(0);
    loaded();
    await timers.advance(1_000);
    await expect(sending).resolves.toHaveProperty('id');
  });

  test('takes a store with rubbish in it for an empty one', async () => {
    const { client, goLive } = startClient({
      store: { load: () => ({ inbox: '{"cursors":7}', 'out.x': '[', 'seen.0': '' }), save: () => undefined },
    });
    await goLive();
    expect(client.state).toBe('live');
  });

  test('keeps only ids that may come again', async () => {
    const store = createMemoryStore();
    const { chat, timers, contents, goLive } = startClient({ store });
    await goLive();
    for (let minute = 0; minute < 120; minute++) {
      chat.say(`${minute}`);
      await timers.advance(MINUTE);
    }
    expect(contents).toHaveLength(120);
    const parts = Object.keys(store.load());
    expect(parts.filter((name) => name.startsWith('seen.')).length).toBeLessThan(35);
  });

  test('is synced after 2,000 events, so that what is kept and what is read again stays small', async () => {
    const { chat, timers, contents, goLive } = startClient();
    await goLive();
    await timers.advance(5 * MINUTE);
    const before = chat.count('sync');
    for (let place = 0; place < 1_999; place++) chat.say(`${place}`);
    await timers.advance(1_000);
    expect([contents.length, chat.count('sync') - before]).toEqual([1_999, 0]);
    chat.pageSize = 10_000;
    chat.say('one more');
    await timers.advance(1_000);
    expect([contents.length, chat.count('sync') - before]).toEqual([2_000, 1]);
  });

  test('repeats no live event of which the id is forgotten', async () => {
    const { chat, timers, contents, goLive } = startClient();
    await goLive();
    await timers.advance(10 * MINUTE);
    const event = chat.say('Hi', 'whisper:user2');
    await timers.advance(60 * MINUTE);
    chat.post(event);
    await timers.advance(100);
    expect(contents).toEqual(['Hi']);
  });

  test('may have waited for the first sign-in for days, and is passed on once all the same', async () => {
    const store = createMemoryStore();
    const first = startClient({ store });
    const { chat, timers } = first;
    const waiting = chat.store({ conversation: 'whisper:user2', content: 'I waited' }, 3 * 24 * 60 * MINUTE);
    await first.goLive();
    chat.post(waiting);
    await timers.advance(60 * MINUTE);
    chat.post(waiting);
    await timers.advance(100);
    first.client.close();
    const second = startClient({ store }, first);
    await second.goLive();
    chat.post(waiting);
    await timers.advance(100);
    expect([first.contents, second.contents]).toEqual([['I waited'], []]);
  });

  test('tells of a gap when not everything was kept', async () => {
    const { client, chat, timers, goLive } = startClient();
    const gaps: string[] = [];
    client.on('gap', ({ key }) => gaps.push(key));
    await goLive();
    chat.intercept = (command, socket) => {
      if (command.type !== 'sync') return false;
      const cursors = { lobby: idOfTime(timers.now()), whispers: idOfTime(timers.now()) };
      const recovered = { lobby: false, whispers: true, 'group:gone': false };
      chat.answer(socket, command, { type: 'synced', events: [], cursors, more: false, recovered });
      return true;
    };
    await timers.advance(36_000);
    expect(gaps).toEqual(['lobby']);
  });

  test('tells of a gap that only one of many pages tells of', async () => {
    const { client, chat, timers, goLive } = startClient();
    const gaps: string[] = [];
    client.on('gap', ({ key }) => gaps.push(key));
    await goLive();
    let pages = 0;
    chat.intercept = (command, socket) => {
      if (command.type !== 'sync') return false;
      const cursors = { lobby: idOfTime(timers.now()), whispers: idOfTime(timers.now()) };
      const recovered = { lobby: ++pages > 1, whispers: true };
      chat.answer(socket, command, { type: 'synced', events: [], cursors, more: pages < 3, recovered });
      return true;
    };
    await timers.advance(36_000);
    expect([pages, gaps]).toEqual([3, ['lobby']]);
  });

  test('is passed on when it was in a gap and is handed over later', async () => {
    const { chat, timers, contents, goLive } = startClient();
    await goLive();
    await timers.advance(10 * MINUTE);
    const waiting = chat.store({ conversation: 'whisper:user2', content: 'waited' });
    chat.log.length = 0;
    chat.intercept = (command, socket) => {
      if (command.type !== 'sync') return false;
      const cursors = { lobby: idOfTime(timers.now()), whispers: idOfTime(timers.now()) };
      const recovered = { lobby: true, whispers: false };
      chat.answer(socket, command, { type: 'synced', events: [], cursors, more: false, recovered });
      return true;
    };
    await timers.advance(10 * MINUTE);
    chat.post(waiting);
    await timers.advance(100);
    expect(contents).toEqual(['waited']);
  });

  test('begins anew, and says what it does not know, when the server can not read its cursors', async () => {
    const { client, chat, timers, goLive } = startClient();
    const gaps: string[] = [];
    client.on('gap', ({ key }) => gaps.push(key));
    await goLive();
    chat.intercept = (command, socket) => {
      if (command.type !== 'sync' || Object.keys(command.cursors as object).length === 0) return false;
      chat.answer(socket, command, failure('invalid_field'));
      return true;
    };
    await timers.advance(36_000);
    expect(gaps).toEqual(['lobby', 'whispers']);
    expect(client.state).toBe('live');
  });

  test('is another user’s after another user has signed in on the same store', async () => {
    const store = createMemoryStore();
    const first = startClient({ store });
    const { chat, timers } = first;
    await first.goLive();
    await timers.advance(5 * MINUTE);
    chat.say('to all');
    await timers.advance(100);
    first.client.close();
    const second = startClient({ store, token: () => tokenFor('user9', timers.now() + 60 * MINUTE) }, first);
    const gaps: string[] = [];
    second.client.on('gap', ({ key }) => gaps.push(key));
    await second.goLive();
    const sync = chat.commands.findLast(({ type }) => type === 'sync');
    expect([second.client.user, sync?.cursors]).toEqual(['user9', {}]);
    // What an app shows of the first user's conversations is to be loaded anew.
    expect(gaps).toEqual(['lobby', 'whispers']);
  });

  test('does not break the client when a listener throws', async () => {
    const { client, chat, timers, contents, errors, goLive } = startClient();
    const heard: string[] = [];
    client.on('message', () => {
      throw new Error('in a listener');
    });
    const stop = client.on('message', ({ content }) => heard.push(content));
    await goLive();
    chat.say('one');
    await timers.advance(100);
    stop();
    chat.say('two');
    await timers.advance(100);
    expect([contents, heard]).toEqual([['one', 'two'], ['one']]);
    expect(errors).toHaveLength(2);
  });
});
