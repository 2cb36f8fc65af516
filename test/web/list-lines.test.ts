import { expect, test } from '@jest/globals';
import type { MessageFrame, Row } from '../../client/index.ts';
import { type Layout, type Line, listLines } from '../../web/lines/list-lines.ts';
import { matchRows } from '../../web/lines/match-rows.ts';
import { countNewer } from '../../web/timeline/count-newer.ts';

const MINUTE_MS = 60_000;
/** At noon wherever the test runs. */
const NOON = new Date(2026, 4, 10, 12).getTime();

const message = (from: string, content: string, at: number): Row => {
  const event: MessageFrame = {
    type: 'message',
    id: `${at}`,
    ts: new Date(at).toISOString(),
    conversation: 'lobby',
    from,
    content,
  };
  return { key: event.id, status: 'sent', event };
};
const pending = (content: string): Row => ({
  key: content,
  status: 'pending',
  command: { type: 'lobby', content },
});

/** `day Today` and `new` for what stands above a row, `*a` for the first of a block, `a` for what follows, `read` for what stands below. */
function describeLine({ row, day, isFirstNew, isFirstOfAuthor, isLastRead }: Line): string[] {
  const text =
    row.status !== 'sent' ? row.command.content : row.event.type === 'message' ? row.event.content : '';
  return [
    ...(day === undefined ? [] : [`day ${day}`]),
    ...(isFirstNew ? ['new'] : []),
    `${isFirstOfAuthor ? '*' : ''}${text}`,
    ...(isLastRead ? ['read'] : []),
  ];
}
const layout = {
  user: 'me',
  unreadAfter: undefined,
  peerReadUpto: undefined,
  isComplete: true,
  firsts: new Set<string>(),
  now: NOON,
};
const show = (rows: readonly Row[], more: Partial<Layout> = {}) =>
  listLines(rows, { ...layout, ...more }).flatMap(describeLine);

test('a block begins with another author, after five minutes, and on another day', () => {
  const rows = [
    message('a', 'one', NOON - 24 * 60 * MINUTE_MS),
    message('a', 'two', NOON - 30 * MINUTE_MS),
    message('a', 'three', NOON - 29 * MINUTE_MS),
    message('b', 'four', NOON - 28 * MINUTE_MS),
    message('b', 'five', NOON - 22 * MINUTE_MS),
  ];
  expect(show(rows)).toEqual(['day Yesterday', '*one', 'day Today', '*two', 'three', '*four', '*five']);
});

test('what is new is marked once, before the first message of somebody else behind what was read', () => {
  const rows = [message('a', 'old', NOON), message('me', 'mine', NOON + 1), message('a', 'new', NOON + 2)];
  expect(show(rows, { unreadAfter: `${NOON}` })).toEqual(['day Today', '*old', '*mine', 'new', '*new']);
  expect(show(rows, { unreadAfter: `${NOON + 2}` })).toEqual(['day Today', '*old', '*mine', '*new']);
});

test('the last of one’s own that the other has read is marked, and nothing of which that isn’t known', () => {
  const gone = message('me', '', NOON + 2);
  const rows = [
    message('me', 'one', NOON),
    message('me', 'two', NOON + 1),
    { ...gone, event: { ...(gone as { event: object }).event, deleted: true } } as Row,
    message('a', 'three', NOON + 3),
    message('me', 'four', NOON + 4),
    pending('five'),
  ];
  const at = (peerReadUpto: string | undefined) => show(rows, { peerReadUpto }).indexOf('read');
  expect([undefined, `${NOON - 1}`, `${NOON}`, `${NOON + 3}`, `${NOON + 5}`].map(at)).toEqual([
    -1, -1, 2, 3, 6,
  ]);
});

test('what is new is not marked while the first of it may still be missing', () => {
  const rows = [message('a', 'one', NOON), message('a', 'two', NOON + 1)];
  expect(show(rows, { unreadAfter: '', isComplete: false })).toEqual(['day Today', '*one', 'two']);
  expect(show(rows, { unreadAfter: '' })).toEqual(['day Today', 'new', '*one', 'two']);
  expect(show(rows, { unreadAfter: `${NOON}`, isComplete: false })).toEqual([
    'day Today',
    '*one',
    'new',
    '*two',
  ]);
});

test('what is on its way belongs to the block of one’s own last message', () => {
  expect(show([message('me', 'said', NOON), pending('on its way')])).toEqual([
    'day Today',
    '*said',
    'on its way',
  ]);
  expect(show([message('a', 'theirs', NOON), pending('mine')])).toEqual(['day Today', '*theirs', '*mine']);
});

test('each row is one line, so that older ones change no other line than the first, and that not if it is to stay as it is', () => {
  const rows = [0, 1, 2, 3].map((count) => message('a', `${count}`, NOON + count * MINUTE_MS));
  const before = listLines(rows.slice(2), layout);
  const after = listLines(rows, layout);
  expect(after.map(({ key }) => key)).toEqual(rows.map(({ key }) => key));
  expect(after.at(-1)).toBe(before.at(-1));
  expect(show(rows)).toEqual(['day Today', '*0', '1', '2', '3']);
  expect(show(rows, { firsts: new Set([rows[2]?.key ?? '']) })).toEqual(['day Today', '*0', '1', '*2', '3']);
});

test('a search finds text and authors, whatever the case, and what is on its way', () => {
  const rows = [
    message('Anna', 'Tea?', NOON),
    message('b', 'ANNAS', NOON + 1),
    pending('anna, yes'),
    pending('no'),
  ];
  expect(matchRows(rows, ' anna ').map(({ key }) => key)).toEqual([`${NOON}`, `${NOON + 1}`, 'anna, yes']);
  expect(matchRows(rows, ' ')).toBe(rows);
});

test('works out when a row was sent once, however often it is laid out', () => {
  let looks = 0;
  const rows = Array.from({ length: 50 }, (_, place): Row => {
    const row = message('a', `${place}`, NOON + place);
    if (row.status !== 'sent') return row;
    const { ts } = row.event;
    const look = () => {
      looks++;
      return ts;
    };
    return { ...row, event: Object.defineProperty({ ...row.event }, 'ts', { get: look }) };
  });
  for (const shown of [rows.slice(0, 49), rows, rows.slice(1), rows]) listLines(shown, layout);
  expect(looks).toBe(50);
});

test('messages of others behind a line are counted, and one’s own are not', () => {
  const lines = listLines(
    [message('a', 'one', NOON), message('me', 'mine', NOON + 1), message('b', 'two', NOON + 2), pending('x')],
    layout,
  );
  expect(countNewer(lines, `${NOON}`, 'me')).toBe(1);
  expect(countNewer(lines, `${NOON + 2}`, 'me')).toBe(0);
  expect(countNewer(lines, undefined, 'me')).toBe(0);
});
