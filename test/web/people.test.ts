import { describe, expect, test } from '@jest/globals';
import type { LoggedFrame, MessageFrame } from '../../client/index.ts';
import { CONTENT_MAX_BYTES } from '../../protocol/limits.ts';
import { type Sentence, sentenceText } from '../../web/naming/sentence.ts';
import { knownNames } from '../../web/people/known-names.ts';
import { titleOf } from '../../web/text/conversation-name.ts';
import { excessCharacters } from '../../web/text/excess-characters.ts';
import { nameFault } from '../../web/text/name-fault.ts';
import { previewOf } from '../../web/text/preview-of.ts';

const message = (conversation: string, from: string, content = 'Hi'): MessageFrame => ({
  type: 'message',
  id: '1',
  ts: '2026-05-10T12:00:00.000Z',
  conversation,
  from,
  content,
});
const request = { ...message('whisper:bob', 'bob'), type: 'friend_request', to: 'me' } as LoggedFrame;

describe('a name', () => {
  test.each(['ann', 'a'.repeat(64), 'A.b_c@d+e=f-9'])('may be %s', (name) => {
    expect(nameFault(name)).toBeUndefined();
  });

  test.each([
    ['Ann Smith', 'A name has no spaces.'],
    ['x'.repeat(72), 'A name has at most 64 characters, and this one 72.'],
    ['Jörg', expect.stringContaining('A to Z')],
    ['', expect.stringContaining('A to Z')],
  ])('may not be %j, and the rule says so', (name, fault) => {
    expect(nameFault(name)).toEqual(fault);
  });
});

/** A sentence by people's names. */
const inWords = (sentence: Sentence) => sentenceText(sentence, (name) => name);

describe('the list at the side', () => {
  const previews = (event: LoggedFrame, hasRequest?: boolean) =>
    inWords(previewOf(event, { user: 'me', hasRequest }));

  test('says who spoke, but not in a whisper, where it is plain', () => {
    expect(previews(message('lobby', 'bob'))).toBe('bob: Hi');
    expect(previews(message('lobby', 'me'))).toBe('You: Hi');
    expect(previews(message('whisper:bob', 'bob'))).toBe('Hi');
    expect(previews(message('whisper:bob', 'me'))).toBe('You: Hi');
  });

  test('asks no more for a friendship that was declined or withdrawn', () => {
    expect(previews(request, true)).toBe('bob asked you to be friends');
    expect(previews(request, undefined)).toBe('bob asked you to be friends');
    expect(previews(request, false)).toBe('A friend request was not accepted');
  });

  test('says to which group somebody is invited', () => {
    const invited = (from: string, to: string) =>
      ({ ...message('whisper:bob', from), type: 'invited', to, group: 'devs' }) as LoggedFrame;
    expect(previews(invited('bob', 'me'))).toBe('bob invited you to devs');
    expect(previews(invited('me', 'bob'))).toBe('You invited bob to devs');
  });

  test('calls one’s notes to oneself so', () => {
    expect(inWords(titleOf('whisper:me', 'me'))).toBe('me (you)');
    expect(inWords(titleOf('whisper:bob', 'me'))).toBe('bob');
    expect(inWords(titleOf('group:me', 'me'))).toBe('me');
  });
});

test('a message that is too long says by how many characters, whatever bytes they have', () => {
  expect(excessCharacters('x'.repeat(CONTENT_MAX_BYTES), CONTENT_MAX_BYTES)).toBe(0);
  expect(excessCharacters('x'.repeat(CONTENT_MAX_BYTES + 3), CONTENT_MAX_BYTES)).toBe(3);
  expect(excessCharacters('ü'.repeat(CONTENT_MAX_BYTES / 2 + 5), CONTENT_MAX_BYTES)).toBe(5);
  expect(excessCharacters('x'.repeat(1_000_000), CONTENT_MAX_BYTES)).toBe(1_000_000 - CONTENT_MAX_BYTES);
});

test('names are suggested of everybody whom the page has met, each once and never one’s own', () => {
  const summary = { last: null, read_upto: null, unread: 0, mentions: 0 };
  const names = knownNames({
    user: 'me',
    conversations: [
      { ...summary, conversation: 'whisper:bob', last: request },
      { ...summary, conversation: 'group:devs', last: message('group:devs', 'carol') },
    ],
    events: [message('lobby', 'zed'), message('lobby', 'me'), message('lobby', 'bob')],
    members: ['me', 'dora'],
    groups: ['devs', 'admins'],
    friends: ['fay'],
    related: ['bob'],
  });
  expect(names).toEqual({
    users: ['bob', 'carol', 'dora', 'fay', 'zed'],
    strangers: ['carol', 'dora', 'zed'],
    groups: ['admins', 'devs'],
  });
});
