import { describe, expect, test } from '@jest/globals';
import { ChatRequestError } from '../../client/index.ts';
import { changeFailure } from '../../web/text/change-failure.ts';
import { conversationIn } from '../../web/text/conversation-in.ts';
import { nameConversation } from '../../web/text/conversation-name.ts';
import { NAME_RULE } from '../../web/text/name-fault.ts';
import { plainBeginning, plainText } from '../../web/text/plain-text.ts';
import { previewOf } from '../../web/text/preview-of.ts';
import { emojiName, quickEmoji, withUsed } from '../../web/text/quick-emoji.ts';
import { errorSentence } from '../../web/text/sentences/error-sentence.ts';
import { presenceSentence } from '../../web/text/sentences/presence-sentence.ts';
import { quoteSentence } from '../../web/text/sentences/quote-sentence.ts';
import { shorten } from '../../web/text/shorten.ts';
import { splitLinks } from '../../web/text/split-links.ts';
import { typedEmoji } from '../../web/text/typed-emoji.ts';

describe('a message’s links', () => {
  test.each([
    ['see https://a.example/x?y=1#z.', ['https://a.example/x?y=1#z']],
    ['(http://a.example) and mailto:me@a.example', ['http://a.example', 'mailto:me@a.example']],
    ['javascript:alert(1) data:text/html,x vbscript:x file:///etc/passwd ftp://a.example', []],
    ['JAVASCRIPT:alert(1)//https://', []],
    ['//a.example a.example README.md main.rs', []],
    ['www.example.org, (me@example.org)', ['http://www.example.org', 'mailto:me@example.org']],
    ['https://a.example/<script>', ['https://a.example/']],
  ])('of %s are %j', (text, hrefs) => {
    const parts = splitLinks(text);
    expect(parts.map((part) => part.text).join('')).toBe(text);
    expect(parts.flatMap(({ href }) => (href === undefined ? [] : [href]))).toEqual(hrefs);
  });
});

test.each([
  ['lobby', { kind: 'lobby', name: 'Lobby' }],
  ['group:devs', { kind: 'group', name: 'devs' }],
  ['whisper:user2', { kind: 'whisper', name: 'user2' }],
])('the conversation %s is called %j', (conversation, named) => {
  expect(nameConversation(conversation)).toEqual(named);
});

describe('whether a friend is there', () => {
  const now = Date.parse('2026-11-28T12:00:00');
  const friend = { user: 'user2', rev: '1' } as const;
  test.each([
    [{ ...friend, state: 'online' }, /^Online$/],
    [{ ...friend, state: 'offline' }, /^Offline$/],
    [{ ...friend, state: 'offline', last_seen: '2026-11-28T10:12:00' }, /^Last seen 10:12/],
    [{ ...friend, state: 'offline', last_seen: '2026-11-20T10:12:00' }, /^Last seen \D*20/],
  ] as const)('is said of %j as %s', (presence, said) => {
    expect(presenceSentence(presence, now)).toMatch(said);
  });
});

describe('a message that was changed', () => {
  const edit = { type: 'edit', conversation: 'group:devs', id: '1', content: 'Hello' } as const;

  test('is named in the list by what stands in its place', () => {
    const event = {
      type: 'message',
      id: '1',
      ts: '2026-11-27T09:00:00.000Z',
      conversation: 'lobby',
      from: 'user2',
      content: '',
      deleted: true,
    } as const;
    expect(previewOf(event, { user: 'user1', hasRequest: undefined })).toEqual([
      { name: 'user2' },
      ': Message deleted',
    ]);
  });

  test('says why it could not be, with what was written, and where that isn’t known', () => {
    const tooLate = new ChatRequestError('too_late', 'Too late to edit: within 24 h');
    const unknown = new ChatRequestError('given_up', 'Not acknowledged in time');
    const deletion = { type: 'delete', conversation: 'lobby', id: '1' } as const;
    expect(changeFailure(edit, tooLate)).toBe('Not edited to “Hello”: It is too late to edit that message.');
    expect(changeFailure(deletion, unknown)).toMatch(/^Perhaps not deleted: The server did not answer/);
  });

  test('belongs to the conversation of its command, as what is said does', () => {
    expect(conversationIn(edit)).toBe('group:devs');
    expect(conversationIn({ type: 'whisper', target: 'user2', content: 'Hi' })).toBe('whisper:user2');
    expect(conversationIn({ type: 'join', group_name: 'devs' })).toBeUndefined();
  });
});

test.each([
  ['🦄', '🦄'],
  ['❤', '❤️'],
  ['👩🏽‍👩🏽‍👧🏽‍👦🏽', undefined],
  ['👨‍👩‍👧‍👦', '👨‍👩‍👧‍👦'],
  ['1️⃣', '1️⃣'],
  ['🦄🦄', undefined],
  ['hello', undefined],
  ['é', undefined],
])('typed for an emoji, %s is sent as %s', (text, emoji) => {
  expect(typedEmoji(text)).toBe(emoji);
});

describe('an error', () => {
  test('is a sentence that says what to do', () => {
    const error = new ChatRequestError('rate_limited', 'Slow down', { retryAfterMs: 2_500 });
    expect(errorSentence(error)).toBe('That was too much at once. Try again in 3 seconds.');
    expect(errorSentence(new ChatRequestError('conflict', 'Last owner: devs'))).toBe(
      'devs would have no owner: make another member an owner first, or disband it.',
    );
    expect(errorSentence(new ChatRequestError('conflict', 'Something new: devs'))).toBe(
      'Something new: devs.',
    );
  });

  test('says of a group that somebody is kept out, and of the chat that they are banned', () => {
    const notBanned = new ChatRequestError('conflict', 'Not banned: ann');
    expect(errorSentence(notBanned)).toBe('ann is not banned.');
    expect(errorSentence(notBanned, true)).toBe('ann is not kept out.');
    const banned = (message: string) => errorSentence(new ChatRequestError('banned', message));
    expect(banned('Banned')).toBe('An admin has banned you from this chat.');
    expect(banned('Banned from devs')).toBe('You are kept out of that group.');
    expect(banned('Banned from devs: ann')).toBe('ann is kept out of that group.');
  });

  test('of a server that is newer is what that server says', () => {
    const invalid = (text: string) => errorSentence(new ChatRequestError('invalid_field', text));
    expect(invalid('Invalid field: target (text, 1 to 64 of a-z)')).toBe(NAME_RULE);
    expect(invalid('Invalid field: title (one line, or null)')).toBe(
      'A title is one line of up to 100 characters that can be seen.',
    );
    // As an older server says it, which has no rules.
    expect(invalid('Invalid field: title')).toBe(invalid('Invalid field: title (one line, or null)'));
    expect(invalid('Invalid field: limit (a whole number from 1 to 60)')).toBe(
      'Invalid field: limit (a whole number from 1 to 60).',
    );
    expect(errorSentence(new ChatRequestError('unheard_of' as never, 'You are muted'))).toBe('You are muted');
  });
});

describe('the beginning of a text', () => {
  test('is the text itself where that is short', () => {
    expect(shorten('short', 5)).toBe('short');
  });

  test('cuts no character in two, of however many code points', () => {
    const family = '👩🏽‍👩🏽‍👧🏽‍👦🏽';
    expect(Array.from(family)).toHaveLength(11);
    expect(shorten(`ab${family}cd`, 5)).toBe('ab');
    expect(shorten(`ab${family}cd`, 2 + family.length)).toBe(`ab${family}`);
    expect(shorten('😀'.repeat(3), 3)).toBe('😀');
  });

  test('of marks without end is as long as asked for', () => {
    expect(shorten(`a${'\u0301'.repeat(1_000)}`, 100)).toHaveLength(100);
  });
});

describe('a text without its marks', () => {
  test.each([
    ['run `npm ci` **first**, *then* start', 'run npm ci first, then start'],
    ['***both***, (**so**)', 'both, (so)'],
    ['see\n```ts\nlet a = b;\n```\nthere', 'see\nlet a = b;\nthere'],
    ['* milk\n* bread', '• milk\n• bread'],
    // As a quote has it, of one line and cut.
    ['see ```ts let a = b;``` there', 'see ts let a = b; there'],
    ['the flag `--no-optio', 'the flag --no-optio'],
    ['**Please no', 'Please no'],
  ])('of %j is %j', (text, plain) => {
    expect(plainText(text)).toBe(plain);
  });

  test.each(['2 * 3 * 4', 'a*b*c', 'don`t and won`t', 'f(**args)*2', '*', '** **', 'snake_case_name'])(
    'of %j is that, as it has none',
    (text) => {
      expect(plainText(text)).toBe(text);
    },
  );

  test('is made of thousands of marks without trying each pair, and of no more than its beginning needs', () => {
    expect(plainText('*a '.repeat(10_000))).toHaveLength(29_999);
    expect(plainText(`${'`'.repeat(16_000)}${'**'.repeat(8_000)}`).length).toBeGreaterThan(0);
    expect(plainBeginning(`**${'a'.repeat(1_000)}**`, 100)).toBe('a'.repeat(100));
  });

  test('is what the list and quotes show', () => {
    const event = {
      type: 'message',
      id: '1',
      ts: '2026-11-27T09:00:00.000Z',
      conversation: 'lobby',
      from: 'user2',
      content: '**Run** `npm ci`',
    } as const;
    const shown = [{ name: 'user2' }, ': Run npm ci'];
    expect(previewOf(event, { user: 'user1', hasRequest: undefined })).toEqual(shown);
    expect(quoteSentence({ id: '1', from: 'user2', cut: '**Run** `npm ci`' }, 'user1')).toEqual(shown);
  });
});

describe('the emoji beside a message', () => {
  test('are common ones, until others were used', () => {
    expect(quickEmoji([])).toEqual(['👍', '❤️', '😂']);
    expect(quickEmoji(['🦄'])).toEqual(['🦄', '👍', '❤️']);
    expect(quickEmoji(['👍', '🦄'])).toEqual(['👍', '🦄', '❤️']);
  });

  test('are those used last, and stay at their places when one of them is used again', () => {
    const recent = withUsed(withUsed(['🦄'], '🎉'), '🎉');
    expect(recent).toEqual(['🎉', '🦄']);
    expect(withUsed(recent, '👍')).toBe(recent);
    expect(withUsed(withUsed(recent, '✅'), '🙏')).toEqual(['🙏', '✅', '🎉']);
  });

  test('have names, where they are common', () => {
    expect([emojiName('🎉'), emojiName('🦄')]).toEqual(['Party', '🦄']);
  });
});
