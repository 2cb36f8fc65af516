import { describe, expect, test } from '@jest/globals';
import { timelineRows } from '../../../client/index.ts';
import { idOfTime } from '../../../protocol/events/event-id.ts';
import { startClient } from '../client-under-test.ts';

const MINUTE = 60_000;

describe('groups', () => {
  test('are known from the sync, which is asked for after one’s own join, and once more 35 seconds later', async () => {
    const { client, chat, timers, goLive } = startClient();
    const told: (readonly string[])[] = [];
    client.on('groups', (groups) => told.push(groups));
    await goLive();
    await timers.advance(60_000);
    const before = chat.count('sync');
    void client.join('devs');
    await timers.advance(1_000);
    expect(chat.count('sync')).toBeGreaterThan(before);
    expect([client.groupNames, told]).toEqual([['devs'], [['devs']]]);
    const soon = chat.count('sync');
    await timers.advance(36_000);
    expect(chat.count('sync')).toBe(soon + 1);
  });

  test('are known as well when one joins on another device', async () => {
    const { client, chat, timers, contents, goLive } = startClient();
    await goLive();
    await timers.advance(60_000);
    const joined = chat.store({ type: 'joined', conversation: 'group:devs', user: 'user1' } as never);
    chat.groups.set('group:devs', joined.id);
    chat.store({ conversation: 'group:devs', content: 'Welcome' });
    chat.post(joined);
    await timers.advance(1_000);
    expect([client.groupNames, contents]).toEqual([['devs'], ['joined', 'Welcome']]);
  });

  test('that one leaves lose their cursor, and begin anew with the next join', async () => {
    const { client, chat, timers, contents, goLive } = startClient();
    await goLive();
    void client.join('devs');
    await timers.advance(5 * MINUTE);
    void client.leave('devs');
    await timers.advance(1_000);
    expect(client.groupNames).toEqual([]);
    chat.store({ conversation: 'group:devs', content: 'without me' });
    await timers.advance(5 * MINUTE);
    void client.join('devs');
    await timers.advance(1_000);
    chat.say('Hi again', 'group:devs');
    await timers.advance(5 * MINUTE);
    expect([client.groupNames, contents]).toEqual([['devs'], ['joined', 'left', 'joined', 'Hi again']]);
  });

  test('that one leaves show no more what was said there, nor when one is in them again', async () => {
    const { client, chat, timers, goLive } = startClient();
    const view = timelineRows(client, 'group:devs');
    view.onChange(() => undefined);
    const shown = () =>
      view.value.rows.map((row) => {
        if (row.status !== 'sent') return row.status;
        return row.event.type === 'message' ? row.event.content : row.event.type;
      });
    await goLive();
    void client.join('devs');
    await timers.advance(5 * MINUTE);
    chat.say('among us', 'group:devs');
    await timers.advance(1_000);
    expect(shown()).toEqual(['joined', 'among us']);
    void client.leave('devs');
    await timers.advance(1_000);
    expect(shown()).toEqual(['left']);
    void client.join('devs');
    await timers.advance(1_000);
    expect(shown()).toEqual(['joined']);
  });

  test('that one leaves while a sync still names them stay left', async () => {
    const { client, chat, timers, goLive } = startClient();
    await goLive();
    void client.join('devs');
    await timers.advance(30_000);
    chat.intercept = (command, socket) => {
      if (command.type !== 'sync') return false;
      const time = idOfTime(timers.now());
      const cursors = { lobby: time, whispers: time, 'group:devs': time };
      const answer = { type: 'synced', events: [], cursors, more: false, recovered: {} };
      timers.setTimeout(() => chat.answer(socket, command, answer), 1_000);
      return true;
    };
    const syncs = chat.count('sync');
    while (chat.count('sync') === syncs) await timers.advance(100);
    void client.leave('devs');
    await timers.advance(2_000);
    expect(client.groupNames).toEqual([]);
  });

  test('that one has rejoined survive an old notice of leaving', async () => {
    const { client, chat, timers, contents, goLive } = startClient();
    await goLive();
    const left = chat.store({ type: 'left', conversation: 'group:devs', user: 'user1' } as never);
    void client.join('devs');
    await timers.advance(1_000);
    chat.log.splice(chat.log.indexOf(left), 1);
    chat.post(left);
    await timers.advance(1_000);
    expect(client.groupNames).toEqual(['devs']);
    expect(contents).toEqual(['joined', 'left']);
  });

  test('that one was taken out of meanwhile are gone after the next sync', async () => {
    const { client, chat, timers, goLive } = startClient();
    await goLive();
    void client.join('devs');
    await timers.advance(1_000);
    chat.groups.delete('group:devs');
    await timers.advance(45 * MINUTE);
    expect(client.groupNames).toEqual([]);
    const sync = chat.commands.findLast(({ type }) => type === 'sync');
    expect(Object.keys(sync?.cursors as object)).toEqual(['lobby', 'whispers']);
  });
});
