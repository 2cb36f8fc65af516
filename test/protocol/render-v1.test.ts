import { describe, expect, test } from '@jest/globals';
import { conflict } from '../../protocol/errors.ts';
import type { ChatEvent } from '../../protocol/events/events.ts';
import { CONTENT_MAX_BYTES } from '../../protocol/limits.ts';
import { contentBytes, indentLines } from '../../protocol/lines.ts';
import { renderAuthenticatedV1, renderErrorV1, renderEventV1 } from '../../protocol/render-v1.ts';

const id = '1';
const FRAME_BYTES = 32 * 1_024;

/** What happened, who reads it, and the text that v1 clients were promised. */
const rows: [ChatEvent, string, string][] = [
  [
    { type: 'whisper', id, from: 'user1', to: 'user2', content: 'Hello!' },
    'user2',
    '(Whisper from user1): Hello!',
  ],
  [
    { type: 'whisper', id, from: 'user1', to: 'user2', content: 'Hello!' },
    'user1',
    '(Whisper to user2): Hello!',
  ],
  [
    { type: 'whisper', id, from: 'user1', to: 'user1', content: 'Hello!' },
    'user1',
    '(Whisper from user1): Hello!',
  ],
  [
    { type: 'lobby', id, from: 'user1', content: 'Hello everyone!' },
    'user2',
    '(Lobby): user1: Hello everyone!',
  ],
  [
    { type: 'lobby', id, from: 'user1', content: 'Hello everyone!' },
    'user1',
    '(Lobby): user1: Hello everyone!',
  ],
  [{ type: 'group', id, group: 'devs', from: 'user1', content: 'Hi' }, 'user2', '(Group devs): user1: Hi'],
  [{ type: 'group', id, group: 'devs', from: 'user1', content: 'Hi' }, 'user1', '(Group devs): user1: Hi'],
  [
    {
      type: 'group',
      id,
      group: 'devs',
      from: 'user1',
      content: 'Hi',
      replyTo: '0',
      quoted: { type: 'group', id: '0', group: 'devs', from: 'user2', content: 'Anybody?' },
    },
    'user2',
    '(Group devs): user1: (Re user2): Hi',
  ],
  // Where nothing of what it answers may be shown.
  [{ type: 'lobby', id, from: 'user1', content: 'Hi', replyTo: '0' }, 'user2', '(Lobby): user1: Hi'],
  [{ type: 'joined', id, group: 'devs', user: 'user1' }, 'user1', '(Group devs): user1 joined'],
  [{ type: 'joined', id, group: 'devs', user: 'user1' }, 'user2', '(Group devs): user1 joined'],
  [{ type: 'left', id, group: 'devs', user: 'user1' }, 'user1', '(Group devs): user1 left'],
  [
    { type: 'invited', id, from: 'user1', to: 'user3', group: 'devs' },
    'user3',
    '(Invitation to devs from user1)',
  ],
  [
    { type: 'invited', id, from: 'user1', to: 'user3', group: 'devs' },
    'user1',
    '(Invitation to devs for user3)',
  ],
  [
    { type: 'invitation_declined', id, group: 'devs', user: 'user1' },
    'user1',
    '(Invitation to devs): declined',
  ],
  [{ type: 'friend_request', id, from: 'user1', to: 'user3' }, 'user3', '(Friend request from user1)'],
  [{ type: 'friend_request', id, from: 'user1', to: 'user3' }, 'user1', '(Friend request to user3)'],
  [
    { type: 'friends', id, from: 'user1', to: 'user3' },
    'user1',
    '(Friends): user1 and user3 are now friends',
  ],
  [
    { type: 'friends', id, from: 'user1', to: 'user3' },
    'user3',
    '(Friends): user1 and user3 are now friends',
  ],
  [{ type: 'declined', id, from: 'user1', to: 'user3' }, 'user1', '(Friends): user3 declined'],
  [{ type: 'unfriended', id, from: 'user1', to: 'user3' }, 'user1', '(Friends): user3 removed'],
  [{ type: 'blocked', id, from: 'user1', to: 'user4' }, 'user1', '(Block): user4 blocked'],
  [{ type: 'blocked', id, from: 'user1', to: 'user4' }, 'user4', '(Block): user1 blocked you'],
  [{ type: 'unblocked', id, from: 'user1', to: 'user4' }, 'user1', '(Block): user4 unblocked'],
];

describe('a v1 frame', () => {
  test.each(rows)('of %j for %s says %j', (event, viewer, text) => {
    expect(JSON.parse(renderEventV1(event, viewer) ?? '')).toEqual({ message: text });
  });

  test('there is none of what it has no text for', () => {
    const pin = { type: 'pinned', id, group: 'devs', of: id, from: 'user1', by: 'user1' } as const;
    expect(renderEventV1(pin, 'user1')).toBeUndefined();
  });

  test('says who one is after authenticating', () => {
    expect(JSON.parse(renderAuthenticatedV1('user1'))).toEqual({ message: '(Authenticated): user1' });
  });

  test('has an error’s text alone, without its code', () => {
    expect(JSON.parse(renderErrorV1(conflict('Already friends: user3')))).toEqual({
      error: 'Already friends: user3',
    });
  });

  test('is the same JSON object that a reader gets, whatever the content', () => {
    const content = '"}\n\t\\ {"error":"x"} \u2028 😀';
    const frame = renderEventV1({ type: 'lobby', id, from: 'user1', content }, 'user2');
    expect(JSON.parse(frame ?? '')).toEqual({ message: `(Lobby): user1: ${indentLines(content)}` });
  });

  // What JSON escapes at the cost of most bytes: a quote, a backslash and a newline double.
  test.each(['"', '\\', '\n', '\t', 'x', 'é', '😀', '\u2028'])(
    'fits 32 KB with the longest names and the largest content of %j',
    (character) => {
      const content = character.repeat(Math.floor(CONTENT_MAX_BYTES / contentBytes(character)));
      const name = '@'.repeat(64);
      const events: ChatEvent[] = [
        { type: 'lobby', id, from: name, content },
        { type: 'group', id, group: name, from: name, content },
        { type: 'whisper', id, from: name, to: `${name.slice(1)}x`, content },
      ];
      for (const event of events) {
        expect(Buffer.byteLength(renderEventV1(event, name) ?? '')).toBeLessThanOrEqual(FRAME_BYTES);
      }
    },
  );
});
