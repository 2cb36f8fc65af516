import { describe, expect, test } from '@jest/globals';
import { timelineRows } from '../../../client/index.ts';
import { idOfTime } from '../../../protocol/events/event-id.ts';
import { startClient } from '../client-under-test.ts';

const contentsOf = ({ events }: { readonly events: readonly object[] }) =>
  events.map((event) => ('content' in event ? event.content : event));

describe('a timeline', () => {
  test('has what comes live, late events at their place, and is the same object each time', async () => {
    const { client, chat, timers, goLive } = startClient();
    const timeline = client.timeline('lobby');
    await goLive();
    await timers.advance(60_000);
    const late = chat.store({ conversation: 'lobby', content: 'a' }, 1_000);
    chat.say('b');
    chat.say('for others', 'whisper:user2');
    chat.post(late);
    let changes = 0;
    const stop = timeline.onChange(() => changes++);
    await timers.advance(100);
    expect(contentsOf(timeline)).toEqual(['a', 'b']);
    expect(changes).toBe(2);
    stop();
    chat.say('c');
    await timers.advance(100);
    expect(changes).toBe(2);
    expect(client.timeline('lobby')).toBe(timeline);
  });

  test('has rows for the name of a conversation alone, and says at once what is none', () => {
    const { client } = startClient();
    for (const name of ['devs', '', 'lobby2', 'whispers'])
      expect(() => timelineRows(client, name)).toThrow(
        expect.objectContaining({
          code: 'invalid_field',
          message: `No conversation: ${name} (lobby, group:NAME or whisper:NAME)`,
        }),
      );
    expect(timelineRows(client, 'group:devs').value.rows).toEqual([]);
  });

  test('merges older events in, page by page, to the beginning', async () => {
    const { client, chat, timers, goLive } = startClient();
    for (let place = 0; place < 5; place++) {
      chat.store({ conversation: 'lobby', content: `${place}` }, 600_000 - place);
    }
    const timeline = client.timeline('lobby');
    await goLive();
    chat.say('live');
    await timers.advance(100);
    const more = async () => {
      const loading = timeline.older(2);
      await timers.advance(100);
      return loading;
    };
    expect(await more()).toBe(2);
    expect(contentsOf(timeline)).toEqual(['3', '4', 'live']);
    expect(await more()).toBe(2);
    expect(timeline.isComplete).toBe(false);
    expect(await more()).toBe(1);
    expect(contentsOf(timeline)).toEqual(['0', '1', '2', '3', '4', 'live']);
    expect(timeline.isComplete).toBe(true);
    expect(await more()).toBe(0);
  });

  test('keeps no more than its limit of what comes live, and loads again what it let go', async () => {
    const { client, chat, timers, goLive } = startClient();
    const timeline = client.timeline('lobby', { limit: 3 });
    await goLive();
    const loading = timeline.older();
    await timers.advance(100);
    expect([await loading, timeline.isComplete]).toEqual([0, true]);
    for (const content of ['a', 'b', 'c', 'd', 'e']) chat.say(content);
    await timers.advance(100);
    expect(contentsOf(timeline)).toEqual(['c', 'd', 'e']);
    expect(timeline.isComplete).toBe(false);
    const again = timeline.older();
    await timers.advance(100);
    expect([await again, contentsOf(timeline)]).toEqual([2, ['a', 'b', 'c', 'd', 'e']]);
  });

  test('has no hole when it lets go of events while older ones are on their way', async () => {
    const { client, chat, timers, goLive } = startClient();
    for (let place = 0; place < 3; place++) {
      chat.store({ conversation: 'lobby', content: `${place}` }, 600_000 - place);
    }
    const timeline = client.timeline('lobby', { limit: 3 });
    await goLive();
    chat.say('a');
    const load = async (meanwhile: () => void = () => undefined) => {
      const loading = timeline.older(2);
      meanwhile();
      await timers.advance(100);
      return loading;
    };
    await load();
    expect(contentsOf(timeline)).toEqual(['2', 'a']);
    await load(() => {
      for (const content of ['b', 'c', 'd']) chat.say(content);
    });
    while (!timeline.isComplete) await load();
    expect(contentsOf(timeline)).toEqual(['0', '1', '2', 'a', 'b', 'c', 'd']);
  });

  test('counts of what came meanwhile only what history added', async () => {
    const { client, chat, timers, goLive } = startClient();
    for (let place = 0; place < 5; place++) {
      chat.store({ conversation: 'lobby', content: `${place}` }, 600_000 - place);
    }
    const timeline = client.timeline('lobby');
    await goLive();
    const loading = timeline.older(3);
    await timers.advance(6);
    for (const content of ['a', 'b', 'c', 'd']) chat.post(chat.store({ conversation: 'lobby', content }));
    await timers.advance(100);
    expect([await loading, contentsOf(timeline)]).toEqual([3, ['2', '3', '4', 'a', 'b', 'c', 'd']]);
  });

  test('counts what history gave though it came by a sync or live a moment sooner', async () => {
    const { client, chat, timers } = startClient();
    for (let place = 0; place < 12; place++) {
      chat.store({ conversation: 'lobby', content: `${place}` }, 60_000 - place);
    }
    chat.intercept = ({ type }) => {
      if (type === 'history') chat.log.forEach(chat.post);
      return false;
    };
    const timeline = client.timeline('lobby');
    client.connect();
    const loading = timeline.older(3);
    await timers.advance(200);
    expect([await loading, timeline.events.length]).toEqual([3, 12]);
  });

  test('misses nothing between an old whisper that comes late and the newest', async () => {
    const { client, chat, timers, goLive } = startClient();
    const timeline = client.timeline('whisper:user2');
    for (const [content, age] of [
      ['waited', 5],
      ['b', 4],
      ['c', 3],
      ['d', 2],
    ] as const) {
      chat.store({ conversation: 'whisper:user2', content }, age * 600_000);
    }
    await goLive();
    chat.post(chat.log[0]);
    chat.say('new', 'whisper:user2');
    await timers.advance(100);
    expect(contentsOf(timeline)).toEqual(['waited', 'new']);
    while (!timeline.isComplete) {
      const loading = timeline.older(2);
      await timers.advance(100);
      await loading;
    }
    expect(contentsOf(timeline)).toEqual(['waited', 'b', 'c', 'd', 'new']);
  });

  test('lets its events go when nobody listens and 50 others were used since, and begins anew when it is used', async () => {
    const { client, chat, timers, goLive } = startClient();
    const [heard, unheard] = [client.timeline('whisper:heard'), client.timeline('whisper:unheard')];
    const stop = heard.onChange(() => undefined);
    await goLive();
    const sayInBoth = async (content: string) => {
      for (const { conversation } of [heard, unheard]) chat.say(content, conversation);
      await timers.advance(100);
    };
    await sayInBoth('a');
    for (let place = 0; place < 50; place++) client.timeline(`whisper:${place}`);
    await sayInBoth('b');
    expect([contentsOf(heard), contentsOf(unheard)]).toEqual([['a', 'b'], []]);
    expect(client.timeline('whisper:unheard')).toBe(unheard);
    await sayInBoth('c');
    expect([contentsOf(heard), contentsOf(unheard)]).toEqual([['a', 'b', 'c'], ['c']]);
    const loading = unheard.older();
    await timers.advance(100);
    await loading;
    expect(contentsOf(unheard)).toEqual(['a', 'b', 'c']);
    stop();
    for (let place = 0; place < 50; place++) client.timeline(`whisper:${place}`);
    expect([contentsOf(heard), contentsOf(unheard)]).toEqual([[], []]);
  });

  test('is let go by its rows when nobody listens to these any more', async () => {
    const { client, chat, timers, goLive } = startClient();
    await goLive();
    const rows = timelineRows(client, 'lobby');
    const stop = rows.onChange(() => undefined);
    chat.say('a');
    await timers.advance(100);
    for (let place = 0; place < 51; place++) client.timeline(`whisper:${place}`);
    expect(rows.value.rows).toHaveLength(1);
    stop();
    for (let place = 0; place < 51; place++) client.timeline(`whisper:${place}`);
    expect(rows.value.rows).toEqual([]);
  });

  test('loads once what is asked for twice at a time', async () => {
    const { client, chat, timers, goLive } = startClient();
    for (let count = 0; count < 10; count++)
      chat.store({ conversation: 'lobby', content: String(count) }, 3_600_000 - count);
    await goLive();
    const timeline = client.timeline('lobby');
    const both = Promise.all([timeline.older(3), timeline.older(3)]);
    await timers.advance(200);
    expect(await both).toEqual([3, 3]);
    expect(timeline.events).toHaveLength(3);
  });

  test('begins anew after a gap', async () => {
    const { client, chat, timers, goLive } = startClient();
    const timeline = client.timeline('whisper:user2');
    await goLive();
    chat.say('a', 'whisper:user2');
    await timers.advance(100);
    chat.intercept = (command, socket) => {
      if (command.type !== 'sync') return false;
      const cursors = { lobby: idOfTime(timers.now()), whispers: idOfTime(timers.now()) };
      const recovered = { lobby: true, whispers: false };
      chat.answer(socket, command, { type: 'synced', events: [], cursors, more: false, recovered });
      return true;
    };
    await timers.advance(36_000);
    expect(contentsOf(timeline)).toEqual([]);
    const loading = timeline.older();
    await timers.advance(100);
    expect([await loading, contentsOf(timeline)]).toEqual([1, ['a']]);
  });
});
