import { describe, expect, test } from '@jest/globals';
import {
  type ChatClient,
  failedMessages,
  type LoggedFrame,
  type MessageFrame,
  type QuoteFrame,
  say,
  timelineRows,
} from '../../../client/index.ts';
import { addEvent, addPage, emptyStretch, type Stretch } from '../../../client/views/timeline/timeline.ts';
import { idOfTime } from '../../../protocol/events/event-id.ts';
import { REPLY_CONTENT_MAX_BYTES } from '../../../protocol/limits.ts';
import { createTestChat } from '../../../testing/test-chat.ts';
import { startClient } from '../client-under-test.ts';
import { connect } from '../test-chat-clients.ts';

const idAt = (second: number) => idOfTime(1_000 * second);
const at = (second: number) => ({
  id: idAt(second),
  ts: new Date(1_000 * second).toISOString(),
  conversation: 'lobby',
  from: 'user2',
});
const said = (second: number, content = 'Shall we?'): MessageFrame => ({
  type: 'message',
  ...at(second),
  content,
});
const reply = (second: number, reply_to: QuoteFrame): MessageFrame => ({ ...said(second, 'Yes'), reply_to });
const edited = (second: number, of: number, content: string): LoggedFrame => ({
  type: 'edited',
  ...at(second),
  of: idAt(of),
  content,
});
const deleted = (second: number, of: number): LoggedFrame => ({
  type: 'deleted',
  ...at(second),
  of: idAt(of),
});

const quote = (second: number, cut = 'Shall we?') => ({ id: idAt(second), from: 'user2', cut });
const gone = (second: number) => ({ id: idAt(second), from: 'user2', deleted: true as const });
const quotesIn = ({ events }: Stretch) =>
  events.flatMap((event) => (event.type === 'message' && event.reply_to ? [event.reply_to] : []));
const quotesAfter = (...events: LoggedFrame[]) => quotesIn(events.reduce(addEvent, emptyStretch(500)));

describe('a reply in a timeline', () => {
  test('shows what it answers as that is now, in whatever order they come', () => {
    const [first, second] = [said(1), reply(2, quote(1))];
    const change = edited(3, 1, 'Shall we go?');
    for (const events of [
      [first, second, change],
      [first, change, second],
      [change, second, first],
      [second, change, first],
      [second, first, change],
      [second, change],
    ])
      expect(quotesAfter(...events)).toEqual([quote(1, 'Shall we go?')]);
  });

  test('says that it was deleted', () => {
    for (const events of [
      [said(1), reply(2, quote(1)), deleted(3, 1)],
      [reply(2, quote(1)), deleted(3, 1)],
      [said(1), deleted(3, 1), reply(2, quote(1))],
    ])
      expect(quotesAfter(...events)).toEqual([gone(1)]);
  });

  test('is filled in by a page that has what it answers, as its own author’s may know the id alone', () => {
    const stretch = addEvent(emptyStretch(500), reply(2, { id: idAt(1) }));
    expect(quotesIn(stretch)).toEqual([{ id: idAt(1) }]);
    expect(quotesIn(addPage(stretch, { events: [said(1)], before: null }))).toEqual([quote(1)]);
  });

  test('stays the same object while that says the same', () => {
    const before = [said(1), reply(2, quote(1))].reduce(addEvent, emptyStretch(500));
    const after = addEvent(before, said(3));
    expect(after.events.slice(0, 2).every((event, place) => event === before.events[place])).toBe(true);
    expect(addEvent(before, reply(2, quote(1))).events).toBe(before.events);
  });

  test('shows no more of it once the reply is deleted', () => {
    expect(quotesAfter(said(1), reply(2, quote(1)), deleted(3, 2))).toEqual([]);
    expect(quotesAfter(said(1), reply(2, quote(1)), edited(3, 2, 'Yes!'))).toEqual([quote(1)]);
  });
});

/** The quotes of a conversation's rows, pending ones too. */
const quotesOf = (client: ChatClient, conversation: string) =>
  timelineRows(client, conversation).value.rows.map((row) =>
    row.status === 'sent' ? row.event.type === 'message' && row.event.reply_to : row.quote,
  );

describe('a client', () => {
  test('replies, shows at once what it answers, and tells the reply as the server would', async () => {
    const chat = createTestChat();
    const [one, two] = [await connect(chat, 'user1'), await connect(chat, 'user2')];
    const heard: unknown[] = [];
    for (const client of [one, two])
      client.on('message', ({ content, reply_to }) => content === 'Yes' && heard.push(reply_to));
    one.timeline('lobby').onChange(() => undefined);
    const { id = '' } = await two.lobby('Shall we?');
    await chat.settled();
    const sending = one.lobby('Yes', { reply_to: id, ref: 'r1' });
    const quoted = { id, from: 'user2', cut: 'Shall we?' };
    expect(quotesOf(one, 'lobby')).toEqual([undefined, quoted]);
    expect((await sending).command).toMatchObject({ type: 'lobby', content: 'Yes', reply_to: id });
    await chat.settled();
    expect(quotesOf(one, 'lobby')).toEqual([undefined, quoted]);
    expect(heard).toEqual([quoted, quoted]);
    await two.edit('lobby', id, 'Shall we go?');
    await chat.settled();
    expect(quotesOf(one, 'lobby')).toEqual([undefined, { ...quoted, cut: 'Shall we go?' }]);
  });

  test('replies in groups and whispers, too, and sends a failed reply again as one', async () => {
    const { client, chat, timers, goLive } = startClient();
    const failed = failedMessages(client);
    await goLive();
    const id = idAt(1);
    chat.answerAll('whisper', { type: 'error', code: 'message_not_found', error: '', retryable: false });
    await Promise.allSettled([
      say(client, 'group:devs', 'Hi', { reply_to: id }),
      say(client, 'whisper:user2', 'Hi', { reply_to: id }),
      timers.advance(100),
    ]);
    failed.retry(failed.value[0]?.ref ?? '');
    await timers.advance(100);
    const replies = chat.commands.filter(({ type }) => type === 'group' || type === 'whisper');
    expect(replies.map(({ type, reply_to }) => [type, reply_to])).toEqual([
      ['group', id],
      ['whisper', id],
      ['whisper', id],
    ]);
  });

  test('refuses a reply that is longer than a reply may be', async () => {
    const { client } = startClient();
    const longest = 'x'.repeat(REPLY_CONTENT_MAX_BYTES);
    await expect(client.lobby(`${longest}x`, { reply_to: idAt(1) })).rejects.toMatchObject({
      code: 'too_large',
    });
    void client.lobby(`${longest}x`).catch(() => undefined);
    void client.lobby(longest, { reply_to: idAt(1) }).catch(() => undefined);
    expect(client.pending).toHaveLength(2);
  });
});
