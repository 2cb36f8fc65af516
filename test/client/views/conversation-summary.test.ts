import { describe, expect, test } from '@jest/globals';
import {
  applyFetched,
  countEvent,
  moveReadMark,
  setNotify,
  summarize,
} from '../../../client/views/conversations/conversation-summary.ts';
import { wantedCount } from '../../../client/views/conversations/wanted-count.ts';
import { idOfTime } from '../../../protocol/events/event-id.ts';
import type { ConversationSummary } from '../../../protocol/frames/list-items.ts';
import type { EditedFrame, LoggedFrame } from '../../../protocol/frames/logged.ts';
import { lobby, message } from './asked-client.ts';

const markOf = (second: number) => ({ conversation: 'lobby', upto: idOfTime(1_000 * second) });

const change = (second: number, of: number) => ({
  id: idOfTime(1_000 * second),
  ts: new Date(1_000 * second).toISOString(),
  conversation: 'lobby',
  from: 'user2',
  of: idOfTime(1_000 * of),
});
const edit = (second: number, of: number, content: string): EditedFrame => ({
  type: 'edited',
  ...change(second, of),
  content,
});
const deletion = (second: number, of: number): LoggedFrame => ({ type: 'deleted', ...change(second, of) });

const fetched = (last: LoggedFrame, unread: number) => lobby(last, null, unread);

describe('the summary of a conversation', () => {
  test('counts what came live before the server counted it, and after, once', () => {
    const [first, second] = [message(1), message(2)];
    const counted = countEvent(countEvent(undefined, first, 'user1'), second, 'user1');
    const known = applyFetched(counted, fetched(message(2), 5));
    expect(summarize(known).unread).toBe(5);
    expect(summarize(countEvent(known, message(3), 'user1'))).toMatchObject({ unread: 6, last: message(3) });
  });

  test('keeps a newer event and read mark than those that were fetched', () => {
    const known = moveReadMark(countEvent(undefined, message(9), 'user1'), markOf(9));
    expect(summarize(applyFetched(known, fetched(message(2), 5)))).toMatchObject({
      last: message(9),
      read_upto: idOfTime(9_000),
      unread: 0,
    });
  });

  test('goes by what was said last of what one wants to be told, whether that was fetched or told', () => {
    const notify = { conversation: 'lobby', level: 'none', rev: idOfTime(3_000) } as const;
    const told = setNotify(undefined, notify);
    const none = { level: 'none', level_rev: notify.rev };
    expect(summarize(told)).toMatchObject(none);
    // An answer that was read before it.
    expect(summarize(applyFetched(told, fetched(message(2), 1)))).toMatchObject(none);
    expect(summarize(setNotify(told, { ...notify, level: 'mentions', rev: idOfTime(2_000) }))).toMatchObject(
      none,
    );
    const later = { ...fetched(message(2), 1), level_rev: idOfTime(4_000) };
    expect(summarize(applyFetched(told, later)).level).toBeUndefined();
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
    expect(summarize(moveReadMark(more, markOf(3)))).toMatchObject({ unread: 1, mentions: 0 });
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

  test('follows an edit and a deletion of its newest message, which count nothing', () => {
    const known = countEvent(undefined, message(1), 'user1');
    const edited = countEvent(known, edit(2, 1, 'new'), 'user1');
    expect(summarize(edited)).toMatchObject({ last: { id: idOfTime(1_000), content: 'new' }, unread: 1 });
    const other = countEvent(countEvent(edited, message(3), 'user1'), edit(4, 1, 'newer'), 'user1');
    expect(summarize(other)).toMatchObject({ last: message(3), unread: 2 });
    const gone = countEvent(other, deletion(5, 3), 'user1');
    expect(summarize(gone)).toMatchObject({ last: { content: '', deleted: true }, unread: 1 });
  });

  test('knows of changes that come before their messages, live or fetched', () => {
    const early = countEvent(countEvent(undefined, edit(5, 3, 'new'), 'user1'), message(1), 'user1');
    expect(summarize(early)).toMatchObject({ last: message(1), unread: 1 });
    expect(summarize(countEvent(early, message(3), 'user1')).last).toMatchObject({ content: 'new' });
    expect(summarize(applyFetched(early, fetched(message(3), 2))).last).toMatchObject({ content: 'new' });
    const dead = countEvent(countEvent(early, deletion(6, 3), 'user1'), edit(7, 3, 'back'), 'user1');
    expect(summarize(countEvent(dead, message(3), 'user1'))).toMatchObject({
      last: { deleted: true },
      unread: 1,
    });
  });

  test('keeps the later state of its newest message when it is fetched', () => {
    const now = { ...message(1), content: 'new', rev: idOfTime(2_000) } as LoggedFrame;
    const known = countEvent(countEvent(undefined, message(1), 'user1'), edit(2, 1, 'new'), 'user1');
    expect(summarize(applyFetched(known, fetched(message(1), 1))).last).toMatchObject({ content: 'new' });
    const old = countEvent(undefined, message(1), 'user1');
    expect(summarize(applyFetched(old, fetched(now, 1))).last).toEqual(now);
  });

  test('counts a mention that an edit makes, and none that it takes away', () => {
    const known = countEvent(undefined, message(1), 'user1');
    const mentioned = countEvent(known, { ...edit(2, 1, '@user1'), mentions: ['user1'] }, 'user1');
    expect(summarize(mentioned)).toMatchObject({ unread: 1, mentions: 1 });
    expect(summarize(countEvent(mentioned, edit(3, 1, 'nobody'), 'user1')).mentions).toBe(0);
  });
});

describe('what counts of the unread messages of a conversation', () => {
  const item = { conversation: 'lobby', last: null, read_upto: null, unread: 5, mentions: 2 };
  test.each([
    ['all, as long as nothing is said of it', {}, 5],
    ['what mentions one', { level: 'mentions' }, 2],
    ['nothing', { level: 'none' }, 0],
  ] as const)('is %s', (_, said, count) => {
    expect(wantedCount({ ...item, ...said })).toBe(count);
  });
});
