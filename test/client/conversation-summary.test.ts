import { describe, expect, test } from '@jest/globals';
import {
  applyFetched,
  type ConversationSummary,
  countEvent,
  moveReadMark,
  summarize,
} from '../../client/views/conversation-summary.ts';
import { idOfTime } from '../../protocol/events/event-id.ts';
import type { LoggedFrame } from '../../protocol/frames-v2.ts';

const message = (second: number, from = 'user2'): LoggedFrame => ({
  type: 'message',
  id: idOfTime(1_000 * second),
  ts: new Date(1_000 * second).toISOString(),
  conversation: 'lobby',
  from,
  content: String(second),
});

const fetched = (last: LoggedFrame, unread: number): ConversationSummary => ({
  conversation: 'lobby',
  last,
  read_upto: null,
  unread,
  mentions: 0,
});

describe('the summary of a conversation', () => {
  test('counts what came live before the server counted it, and after, once', () => {
    const [first, second] = [message(1), message(2)];
    const counted = countEvent(countEvent(undefined, first, 'user1'), second, 'user1');
    const known = applyFetched(counted, fetched(message(2), 5));
    expect(summarize(known).unread).toBe(5);
    expect(summarize(countEvent(known, message(3), 'user1'))).toMatchObject({ unread: 6, last: message(3) });
  });

  test('keeps a newer event and read mark than those that were fetched', () => {
    const known = moveReadMark(countEvent(undefined, message(9), 'user1'), idOfTime(9_000));
    expect(summarize(applyFetched(known, fetched(message(2), 5)))).toMatchObject({
      last: message(9),
      read_upto: idOfTime(9_000),
      unread: 0,
    });
  });

  test('counts what mentions one: as fetched, as it came, and none of it once it is read', () => {
    const mention = (second: number, from?: string) =>
      ({ ...message(second, from), mentions: ['user3', 'user1'] }) as LoggedFrame;
    const known = applyFetched(undefined, { ...fetched(message(2), 5), mentions: 2 });
    const more = [mention(3), mention(4, 'user1'), message(5)].reduce(
      (tally, event) => countEvent(tally, event, 'user1'),
      known,
    );
    expect(summarize(more)).toMatchObject({ unread: 7, mentions: 3 });
    expect(summarize(applyFetched(more, { ...fetched(message(5), 7), mentions: 3 })).mentions).toBe(3);
    expect(summarize(moveReadMark(more, idOfTime(3_000)))).toMatchObject({ unread: 1, mentions: 0 });
  });

  test('counts what mentions one from when on it is told, where the server doesn’t say', () => {
    const { mentions: _, ...older } = fetched(message(2), 5);
    const known = applyFetched(undefined, older as ConversationSummary);
    expect(summarize(known)).toMatchObject({ unread: 5, mentions: 0 });
  });

  test('counts none of one’s own, and a hundred at most', () => {
    expect(summarize(countEvent(undefined, message(1, 'user1'), 'user1')).unread).toBe(0);
    const many = Array.from({ length: 120 }, (_, second) => message(second));
    const known = many.reduce<Parameters<typeof countEvent>[0]>(
      (tally, event) => countEvent(tally, event, 'user1'),
      undefined,
    );
    expect(known && summarize(known).unread).toBe(100);
  });
});
