import { describe, expect, test } from '@jest/globals';
import {
  conversationList,
  type LoggedFrame,
  type MessageFrame,
  timelineRows,
} from '../../../client/index.ts';
import { addEvent, addPage, emptyStretch } from '../../../client/views/timeline/timeline.ts';
import { idOfTime } from '../../../protocol/events/event-id.ts';
import { createTestChat } from '../../../testing/test-chat.ts';
import { startClient } from '../client-under-test.ts';
import { connect } from '../test-chat-clients.ts';

const at = (second: number) => ({
  id: idOfTime(1_000 * second),
  ts: new Date(1_000 * second).toISOString(),
  conversation: 'lobby',
  from: 'user2',
});
const said = (second: number, content = `${second}`): MessageFrame => ({
  type: 'message',
  ...at(second),
  content,
});
const edited = (second: number, of: number, content: string, mentions?: string[]): LoggedFrame => ({
  type: 'edited',
  ...at(second),
  of: idOfTime(1_000 * of),
  content,
  ...(mentions && { mentions }),
});
const deleted = (second: number, of: number): LoggedFrame => ({
  type: 'deleted',
  ...at(second),
  of: idOfTime(1_000 * of),
});

/** What a timeline shows of these, in the order in which they come. */
const shownAfter = (...events: LoggedFrame[]) =>
  events.reduce(addEvent, emptyStretch(500)).events.map((event) => ({ ...event }));
const edit = (second: number) => ({ rev: idOfTime(1_000 * second), edited_at: at(second).ts });

describe('a message that was changed', () => {
  test('is shown once, with what it says now and when that was written', () => {
    expect(shownAfter(said(1), said(2), edited(3, 1, 'one'))).toEqual([
      { ...said(1, 'one'), ...edit(3) },
      said(2),
    ]);
  });

  test('says what its last edit says, in whatever order they come', () => {
    const [first, second] = [edited(3, 1, 'one'), edited(4, 1, 'uno', ['user1'])];
    const last = { ...said(1, 'uno'), ...edit(4), mentions: ['user1'] };
    for (const events of [
      [said(1), first, second],
      [said(1), second, first],
      [second, said(1), first],
      [first, second, said(1)],
      [second, first, said(1)],
    ])
      expect(shownAfter(...events)).toEqual([last]);
    expect(shownAfter(said(1), second, edited(5, 1, 'un'))).toEqual([{ ...said(1, 'un'), ...edit(5) }]);
  });

  test('stays deleted, whatever comes behind that or before it', () => {
    const gone = { ...said(1, ''), rev: idOfTime(4_000), deleted: true };
    for (const events of [
      [said(1), deleted(4, 1), edited(5, 1, 'back')],
      [edited(5, 1, 'back'), deleted(4, 1), said(1)],
      [deleted(4, 1), edited(5, 1, 'back'), said(1)],
      [said(1), edited(5, 1, 'back'), deleted(4, 1)],
    ])
      expect(shownAfter(...events)).toEqual([gone]);
  });

  test('makes no row of a change whose message isn’t there', () => {
    expect(shownAfter(said(2), edited(3, 1, 'one'), deleted(4, 7))).toEqual([said(2)]);
  });

  test('is the later of two states when history and what came live differ', () => {
    const now = { ...said(1, 'one'), ...edit(3) };
    const page = (event: MessageFrame) => ({ events: [event], before: null });
    const live = emptyStretch(500);
    expect(addPage(addEvent(live, said(1)), page(now)).events).toEqual([now]);
    expect(addPage(addEvent(live, now), page(said(1))).events).toEqual([now]);
    expect(addPage(addEvent(live, edited(3, 1, 'one')), page(said(1))).events).toEqual([now]);
    const gone = { ...said(1, ''), rev: idOfTime(2_000), deleted: true } as const;
    expect(addPage(addEvent(live, now), page(gone)).events).toEqual([gone]);
    expect(addEvent(addPage(live, page(gone)), edited(5, 1, 'back')).events).toEqual([gone]);
  });

  test('is found among the changes of a thousand messages that aren’t there, and no more are kept', () => {
    let stretch = emptyStretch(500);
    for (let of = 1; of <= 1_001; of++) stretch = addEvent(stretch, edited(5_000 + of, of, 'changed'));
    const contents = addEvent(addEvent(stretch, said(1)), said(2)).events.map(
      (event) => 'content' in event && event.content,
    );
    expect([contents, stretch.changes.size]).toEqual([['1', 'changed'], 1_000]);
  });
});

describe('a change that comes to a client', () => {
  test('is told once, and loads nothing again', async () => {
    const { client, chat, timers, goLive, contents } = startClient();
    const timeline = client.timeline('lobby');
    await goLive();
    const frame = { ...edited(3, 1, 'one'), id: idOfTime(timers.now()) };
    chat.intercept = ({ type }) => {
      if (type === 'history') [frame, frame].forEach(chat.post);
      return false;
    };
    const loading = timeline.older();
    await timers.advance(100);
    await loading;
    expect([contents, timeline.events, chat.count('history')]).toEqual([['edited'], [], 1]);
  });

  test('makes no conversation in the list, where there is none', async () => {
    const { client, chat, timers, goLive } = startClient();
    chat.answerAll('conversations', { type: 'list', of: 'conversations', items: [], next: null });
    await goLive();
    const list = conversationList(client);
    chat.post({ ...edited(3, 1, 'one'), id: idOfTime(timers.now()) });
    await timers.advance(100);
    expect([list.isLoaded, list.items]).toEqual([true, []]);
  });

  test('leaves other rows the same objects, and its row’s key as it is', async () => {
    const chat = createTestChat();
    const client = await connect(chat, 'user1');
    const view = timelineRows(client, 'lobby');
    view.onChange(() => undefined);
    const { id = '' } = await client.lobby('a');
    await client.lobby('b');
    const [first, second] = view.value.rows;
    await client.edit('lobby', id, 'A');
    await chat.settled();
    const [changed, same] = view.value.rows;
    expect(changed).toMatchObject({ key: first?.key, event: { id, content: 'A' } });
    expect(same).toBe(second);
    expect(view.value.rows).toHaveLength(2);
  });
});
