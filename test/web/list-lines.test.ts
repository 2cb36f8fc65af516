import { describe, expect, test } from '@jest/globals';
import type { MessageFrame, Row } from '../../client/index.ts';
import { createLayout, type LayoutOptions, type Line } from '../../web/chat/list-lines.ts';
import { matchRows } from '../../web/chat/match-rows.ts';

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

/** `day Today`, `new`, `*a` for the first of a block, `a` for what follows. */
function describeLine(line: Line): string {
  if (line.kind === 'day') return `day ${line.name}`;
  if (line.kind === 'unread') return 'new';
  const { row } = line;
  const text =
    row.status !== 'sent' ? row.command.content : row.event.type === 'message' ? row.event.content : '';
  return `${line.isFirstOfAuthor ? '*' : ''}${text}`;
}
const OPTIONS: LayoutOptions = { user: 'me', unreadAfter: undefined, now: NOON };
const show = (rows: readonly Row[], more: Partial<LayoutOptions> = {}) =>
  createLayout()(rows, { ...OPTIONS, ...more }).map(describeLine);

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

test('what is on its way belongs to the block of one’s own last message', () => {
  expect(show([message('me', 'said', NOON), pending('on its way')])).toEqual([
    'day Today',
    '*said',
    'on its way',
  ]);
  expect(show([message('a', 'theirs', NOON), pending('mine')])).toEqual(['day Today', '*theirs', '*mine']);
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

describe('a timeline that is laid out again', () => {
  /** Rows whose times count how often they are looked at. */
  function createCountedRows() {
    let looks = 0;
    const rows = Array.from({ length: 200 }, (_, place): Row => {
      const row = message(`author ${place % 3}`, `${place}`, NOON - (200 - place) * 20 * MINUTE_MS);
      if (row.status !== 'sent') return row;
      const { ts } = row.event;
      const look = () => {
        looks++;
        return ts;
      };
      const event = Object.defineProperty({ ...row.event }, 'ts', { get: look });
      return { ...row, event };
    });
    const looksOf = (run: () => unknown) => {
      looks = 0;
      run();
      return looks;
    };
    return { rows, looksOf };
  }

  test('has the lines that it would have anew, whatever has changed', () => {
    const { rows } = createCountedRows();
    const layOut = createLayout();
    const tail = [pending('mine')];
    const versions: [readonly Row[], Partial<LayoutOptions>?][] = [
      [rows.slice(50, 100)],
      [rows.slice(50, 101)],
      [[...rows.slice(50, 101), ...tail]],
      [rows.slice(51, 102)],
      [rows.slice(0, 102)],
      [rows.filter((_, place) => place !== 60)],
      [rows],
      [rows, { now: NOON + 24 * 60 * MINUTE_MS }],
      [rows, { unreadAfter: rows[120]?.key }],
      [rows.slice(130), { unreadAfter: rows[120]?.key }],
      [[...rows.slice(140), ...tail], { unreadAfter: rows[120]?.key }],
      [rows.slice(150), { user: 'author 1' }],
      [[]],
      [rows.slice(3)],
    ];
    for (const [shown, more] of versions) {
      expect(layOut(shown, { ...OPTIONS, ...more }).map(describeLine)).toEqual(show(shown, more));
    }
  });

  test('works out a few dates for one that comes, also when the first goes, and of an older page its own', () => {
    const { rows, looksOf } = createCountedRows();
    const layOut = createLayout();
    const looksFor = (shown: readonly Row[]) => looksOf(() => layOut(shown, OPTIONS));
    expect(looksFor(rows.slice(50, 150))).toBe(100);
    expect(looksFor(rows.slice(50, 151))).toBe(1);
    expect(looksFor(rows.slice(51, 152))).toBeLessThan(5);
    expect(looksFor(rows.slice(31, 152))).toBeLessThan(25);
  });
});
