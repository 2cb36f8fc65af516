import { describe, expect, test } from '@jest/globals';
import type { LoggedFrame } from '../../client/index.ts';
import { idOfTime } from '../../protocol/events/event-id.ts';
import { eventText, type Viewer } from '../../terminal/text/event-text.ts';
import { createStyle } from '../../terminal/text/style.ts';
import { timeText, untilText } from '../../terminal/text/time.ts';
import { widthOf, wrap } from '../../terminal/text/wrap.ts';

const AT = new Date(2026, 10, 27, 9, 5);
/** The id of a message of 09:01. */
const OF = idOfTime(new Date(2026, 10, 27, 9, 1).getTime());
const viewer: Viewer = {
  user: 'user1',
  conversation: 'lobby',
  takesCommands: true,
  now: AT.getTime(),
  style: createStyle(false),
  columns: undefined,
};
const logged = { id: '01M8E9Z84N0000E7AM67BY20SZ', ts: AT.toISOString(), conversation: 'lobby' };
const message = (fields: object) =>
  ({ ...logged, type: 'message', from: 'user2', content: 'hi', ...fields }) as LoggedFrame;
const event = (fields: object) => ({ ...logged, ...fields }) as LoggedFrame;

describe('an event in the terminal', () => {
  test('has its time and its author, and its conversation where that isn’t in front', () => {
    expect(eventText(message({}), viewer)).toBe('09:05 user2: hi');
    expect(eventText(message({ conversation: 'group:devs' }), viewer)).toBe('09:05 [#devs] user2: hi');
    expect(eventText(message({ conversation: 'whisper:user2' }), viewer)).toBe('09:05 [@user2] user2: hi');
    expect(eventText(message({}), { ...viewer, conversation: undefined })).toBe('09:05 [lobby] user2: hi');
  });

  test('shows which are one’s own, in a way that no name can have', () => {
    expect(eventText(message({ from: 'user1' }), viewer)).toBe('09:05 user1> hi');
  });

  test('is in another colour where it mentions who looks, on each of its rows, but for one’s own', () => {
    const coloured = { ...viewer, style: createStyle(true) };
    const said = (fields: object) => eventText(message({ content: 'hi\n@user1', ...fields }), coloured);
    expect(said({ mentions: ['user1'] })).toContain(
      '\u001b[33mhi\u001b[39m\n      \u001b[33m@user1\u001b[39m',
    );
    for (const fields of [
      {},
      { mentions: ['user2'] },
      { mentions: ['user1'], from: 'user1' },
      { mentions: 7 },
    ])
      expect(said(fields)).toMatch(/ hi\n {6}@user1$/);
  });

  test.each([
    [{ type: 'joined', user: 'user2' }, 'user2 joined'],
    [{ type: 'left', user: 'user1' }, 'you left'],
    [{ type: 'left', user: 'user1', by: 'user2' }, 'user2 removed you'],
    [{ type: 'left', user: 'user2', by: 'user1', banned: true }, 'you removed user2, who may not come back'],
    [
      { type: 'friend_request', from: 'user2', to: 'user1' },
      'user2 asks you to be friends: /accept user2 or /decline user2',
    ],
    [{ type: 'friend_request', from: 'user1', to: 'user2' }, 'you asked user2 to be friends'],
    [
      { type: 'invited', from: 'user2', to: 'user1', group: 'devs' },
      'user2 invites you to #devs: /join devs or /decline-invite devs',
    ],
    [{ type: 'invited', from: 'user1', to: 'user2', group: 'devs' }, 'you invited user2 to #devs'],
    [{ type: 'friends', from: 'user2', to: 'user1' }, 'you and user2 are friends now'],
    [{ type: 'friends', from: 'user1', to: 'user2' }, 'you and user2 are friends now'],
    [{ type: 'unfriended', from: 'user1', to: 'user2' }, 'you and user2 are not friends any more'],
    [{ type: 'blocked', from: 'user2', to: 'user1' }, 'user2 blocked you'],
    [{ type: 'blocked', from: 'user1', to: 'user2' }, 'you blocked user2'],
    [{ type: 'unblocked', from: 'user1', to: 'user2' }, 'you unblocked user2'],
    [{ type: 'deleted', from: 'user2', of: OF }, 'user2 deleted their message of 09:01'],
    [{ type: 'deleted', from: 'user1', of: OF }, 'you deleted your message of 09:01'],
    [{ type: 'edited', from: 'user2', of: OF, content: 'hi' }, 'user2 edited their message of 09:01: hi'],
    [{ type: 'edited', from: 'user1', of: OF, content: 'hi' }, 'you edited your message of 09:01: hi'],
    [{ type: 'edited' }, '? edited their message: ?'],
    [{ type: 'role_changed', user: 'user1', role: 'owner', by: 'user2' }, 'user2 made you an owner'],
    [{ type: 'role_changed', user: 'user2', role: 'member', by: 'user1' }, 'you made user2 a plain member'],
    [{ type: 'described', by: 'user2' }, 'user2 changed what the group is said to be: /about'],
    [{ type: 'disbanded', by: 'user2' }, 'user2 disbanded the group'],
    [{ type: 'pinned', of: OF, by: 'user2' }, 'user2 pinned the message of 09:01'],
    [{ type: 'unpinned', of: OF, by: 'user1' }, 'you unpinned the message of 09:01'],
    [{ type: 'polled' }, 'polled: this terminal does not know what that is'],
  ])('that is no message is a sentence: %j', (fields, sentence) => {
    expect(eventText(event(fields), viewer)).toBe(`09:05 * ${sentence}`);
  });

  test('says of a message that it was edited or deleted, in a way that no content can', () => {
    const edited = { edited_at: AT.toISOString(), rev: OF };
    expect(eventText(message(edited), viewer)).toBe('09:05 user2 (edited): hi');
    expect(eventText(message({ ...edited, from: 'user1' }), viewer)).toBe('09:05 user1 (edited)> hi');
    const gone = { content: '', deleted: true, rev: OF };
    expect(eventText(message(gone), viewer)).toBe('09:05 user2 (deleted)');
    expect(eventText(message({ ...gone, from: 'user1' }), viewer)).toBe('09:05 user1 (deleted)');
  });

  test('says of a reply whom it answers, where that may be seen', () => {
    const quote = { id: OF, from: 'user3', cut: 'Anybody?' };
    expect(eventText(message({ reply_to: quote }), viewer)).toBe('09:05 user2 (Re user3): hi');
    expect(eventText(message({ reply_to: { id: OF } }), viewer)).toBe('09:05 user2: hi');
    const edited = { edited_at: AT.toISOString(), rev: OF, reply_to: quote, from: 'user1' };
    expect(eventText(message(edited), viewer)).toBe('09:05 user1 (Re user3) (edited)> hi');
    const forged = { ...quote, from: '\u001b[2J' };
    expect(eventText(message({ reply_to: forged }), viewer)).not.toContain('\u001b');
  });

  test('that is an edit has all lines of what is said now, in colour where it mentions who looks', () => {
    const edited = event({
      type: 'edited',
      from: 'user2',
      of: OF,
      content: 'hi\n@user1',
      mentions: ['user1'],
    });
    expect(eventText(edited, viewer)).toBe('09:05 * user2 edited their message of 09:01: hi\n      @user1');
    const coloured = eventText(edited, { ...viewer, style: createStyle(true) });
    expect(coloured).toContain('\u001b[33m@user1\u001b[39m');
  });

  test('can’t look like two, whatever is in its content and its names', () => {
    const content = 'a\n09:05 admin: send me your token\r\n\u001b[1A09:05 admin: x';
    expect(eventText(message({ from: 'b\n09:05 admin', content }), viewer).split('\n')).toEqual([
      '09:05 b<U+000A>09:05 admin: a',
      '      09:05 admin: send me your token',
      '      <U+001B>[1A09:05 admin: x',
    ]);
  });

  test('can’t reach the beginning of a row by filling the one before', () => {
    for (const filling of [' ', '\u00a0', '\u2800', '\u3000', '-', '日', '\u0301']) {
      for (let count = 0; count < 60; count++) {
        const content = `a${filling.repeat(count)}09:05 admin: hi`;
        const rows = eventText(message({ content }), { ...viewer, columns: 40 }).split('\n');
        for (const row of rows.slice(1)) expect(row).toMatch(/^ {6}/);
        for (const row of rows) expect(widthOf(row)).toBeLessThan(40);
      }
    }
  });

  test('keeps an address whole, which is of use only so', () => {
    const address = `https://example.com/${'a'.repeat(60)}`;
    const rows = eventText(message({ content: `see ${address} there` }), { ...viewer, columns: 40 });
    expect(rows.split('\n')).toEqual(['09:05 user2: see', `      ${address}`, '      there']);
  });

  test('that lacks what events have is shown all the same', () => {
    const bare = { id: logged.id, type: 'message', conversation: 'lobby' } as unknown as LoggedFrame;
    expect(eventText(bare, viewer)).toBe('--:-- ?: ?');
  });

  test('has colours where they are wanted, and each name always its own', () => {
    const coloured = { ...viewer, style: createStyle(true) };
    const text = eventText(message({}), coloured);
    expect(text).toContain('\u001b[');
    expect(eventText(message({}), coloured)).toBe(text);
    const names = Array.from({ length: 40 }, (_, index) => coloured.style.name(`user${index}`));
    expect(new Set(names.map((name) => name.slice(0, 5))).size).toBeGreaterThan(3);
    const hostile = eventText(message({ content: '\u001b[41mx' }), coloured);
    expect(hostile).not.toContain('\u001b[41m');
  });
});

test('a time has its date when that isn’t today’s', () => {
  expect(timeText(AT.toISOString(), new Date(2026, 10, 27, 23, 59).getTime())).toBe('09:05');
  expect(timeText(AT.toISOString(), new Date(2026, 10, 28).getTime())).toBe('2026-11-27 09:05');
  expect(timeText('yesterday', 0)).toBe('--:--');
});

test('an end that falls between two minutes is told by the later one', () => {
  const now = AT.getTime();
  expect(untilText(now + 60_000, now)).toBe('until 09:06');
  expect(untilText(now + 60_001, now)).toBe('until 09:07');
  expect(untilText(new Date(2026, 10, 28, 9, 5).getTime(), now)).toBe('until 2026-11-28 09:05');
});

test('rows break at spaces, and long words where they must', () => {
  const room = { first: 10, others: 6 };
  expect(wrap('one two three four', room)).toEqual(['one two', 'three', 'four']);
  expect(wrap('abcdefghijklmnop', room)).toEqual(['abcdefghij', 'klmnop']);
  expect(wrap('日本語日本語', room)).toEqual(['日本語日本', '語']);
  expect(wrap('', room)).toEqual(['']);
  const unlimited = { first: Number.POSITIVE_INFINITY, others: Number.POSITIVE_INFINITY };
  expect(wrap('  as  it is ', unlimited)).toEqual(['  as  it is ']);
});
