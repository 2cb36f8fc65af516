import { describe, expect, test } from '@jest/globals';
import { isMessageCommand } from '../../../client/wire/message-command.ts';
import { ownMessage } from '../../../client/wire/own-message.ts';
import { makeEventId } from '../../../protocol/events/event-id.ts';
import { toLoggedFrame } from '../../../protocol/render-v2.ts';

const id = makeEventId({ receivedAt: Date.UTC(2026, 10, 27), arrival: 0, random: () => 0.5 });
const [ref, user] = ['r1', 'user1'];

describe('the event that is made of a command and its answer', () => {
  test.each([
    [
      { type: 'lobby', content: 'two\r\nlines @user2' } as const,
      { type: 'lobby', id, from: user, content: 'two\nlines @user2', ref } as const,
    ],
    [
      { type: 'group', group_name: 'devs', content: 'hi' } as const,
      { type: 'group', id, group: 'devs', from: user, content: 'hi', ref } as const,
    ],
    [
      { type: 'whisper', target: 'user2', content: 'hi' } as const,
      { type: 'whisper', id, from: user, to: 'user2', content: 'hi', ref } as const,
    ],
  ])('is the one that the server shows: %j', (said, event) => {
    expect(ownMessage(said, { ref, id, user })).toEqual(toLoggedFrame(event, user));
  });

  test('is made of what is said alone', () => {
    expect(
      ['lobby', 'group', 'whisper', 'join', 'add', 'block'].map((type) => isMessageCommand({ type })),
    ).toEqual([true, true, true, false, false, false]);
  });
});
