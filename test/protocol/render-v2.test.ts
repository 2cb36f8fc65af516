import { describe, expect, test } from '@jest/globals';
import { conflict, internal, rateLimited, stillRunning, tokenExpired } from '../../protocol/errors.ts';
import { makeEventId } from '../../protocol/events/event-id.ts';
import type { ChatEvent } from '../../protocol/events/events.ts';
import {
  renderAnswerV2,
  renderClosingV2,
  renderErrorV2,
  renderEventV2,
  toLoggedFrame,
} from '../../protocol/render-v2.ts';

const ts = '2026-11-22T12:00:00.123Z';
const id = makeEventId({ receivedAt: Date.parse(ts), arrival: 0, random: () => 0.5 });

describe('an event of chat.v2', () => {
  const seen: [event: ChatEvent, viewer: string, frame: object][] = [
    [
      { type: 'lobby', id, from: 'user1', content: 'Hi' },
      'user2',
      { type: 'message', id, ts, conversation: 'lobby', from: 'user1', content: 'Hi' },
    ],
    [
      { type: 'group', id, group: 'devs', from: 'user1', content: 'Hi' },
      'user1',
      { type: 'message', id, ts, conversation: 'group:devs', from: 'user1', content: 'Hi' },
    ],
    [
      { type: 'lobby', id, from: 'user1', content: 'Hi @user2!', ref: 'r1' },
      'user1',
      {
        ...{ type: 'message', id, ts, conversation: 'lobby', from: 'user1', content: 'Hi @user2!' },
        ...{ mentions: ['user2'], sent_ref: 'r1' },
      },
    ],
    ...['user1', 'user2'].map((viewer): [ChatEvent, string, object] => {
      const conversation = viewer === 'user1' ? 'whisper:user2' : 'whisper:user1';
      return [
        { type: 'whisper', id, from: 'user1', to: 'user2', content: 'Hi' },
        viewer,
        { type: 'message', id, ts, conversation, from: 'user1', content: 'Hi' },
      ];
    }),
    [
      { type: 'whisper', id, from: 'user1', to: 'user1', content: 'Hi' },
      'user1',
      { type: 'message', id, ts, conversation: 'whisper:user1', from: 'user1', content: 'Hi' },
    ],
    [
      { type: 'joined', id, group: 'devs', user: 'user1' },
      'user2',
      { type: 'joined', id, ts, conversation: 'group:devs', user: 'user1' },
    ],
    ...(['friend_request', 'friends', 'unfriended', 'blocked', 'unblocked'] as const).map(
      (type): [ChatEvent, string, object] => [
        { type, id, from: 'user1', to: 'user2' },
        'user2',
        { type, id, ts, conversation: 'whisper:user1', from: 'user1', to: 'user2' },
      ],
    ),
  ];

  test.each(seen)('%j is to %s: %j', (event, viewer, frame) => {
    const rendered = renderEventV2(event, viewer);
    expect(JSON.parse(rendered ?? '')).toEqual(frame);
  });

  test('is a changed relation for a declined request, of which only who declines knows, and nothing that is kept', () => {
    const declined = { type: 'declined', id, from: 'user1', to: 'user2' } as const;
    expect(renderEventV2(declined, 'user1')).toBe('{"type":"relation_changed","user":"user2"}');
    expect(toLoggedFrame(declined, 'user1')).toBeUndefined();
  });

  test('of an invitation names the group, in the whispers of the two; of its decline, nothing, and nothing that is kept', () => {
    const invited = { type: 'invited', id, from: 'user1', to: 'user2', group: 'devs' } as const;
    expect(JSON.parse(renderEventV2(invited, 'user2') ?? '')).toEqual({
      ...invited,
      ts,
      conversation: 'whisper:user1',
    });
    const declined = { type: 'invitation_declined', id, group: 'devs', user: 'user2' } as const;
    expect(renderEventV2(declined, 'user2')).toBe('{"type":"invitations_changed"}');
    expect(toLoggedFrame(declined, 'user2')).toBeUndefined();
  });
});

describe('an answer of chat.v2', () => {
  test('carries the ref of its command', () => {
    expect(JSON.parse(renderAnswerV2({ type: 'ack', id }, 'r1'))).toEqual({ type: 'ack', ref: 'r1', id });
    expect(JSON.parse(renderAnswerV2({ type: 'pong', ts }, undefined))).toEqual({ type: 'pong', ts });
  });
});

describe('an error of chat.v2', () => {
  test.each([
    [
      conflict('Already friends: user3'),
      { code: 'conflict', error: 'Already friends: user3', retryable: false },
    ],
    [tokenExpired(), { code: 'token_expired', error: 'Token expired', retryable: false }],
    [internal(new Error('secret')), { code: 'internal', error: 'Internal error', retryable: true }],
    [rateLimited(120), { code: 'rate_limited', error: 'Slow down', retryable: true, retry_after_ms: 120 }],
    [
      stillRunning('r1', 9),
      { code: 'conflict', error: 'Still running: r1', retryable: true, retry_after_ms: 9 },
    ],
  ])('tells code, text and whether it may work later: %j', (error, frame) => {
    expect(JSON.parse(renderErrorV2(error, 'r1'))).toEqual({ type: 'error', ref: 'r1', ...frame });
    expect(JSON.parse(renderErrorV2(error))).toEqual({ type: 'error', ...frame });
  });

  test('tells why the server closes, and whether to come back', () => {
    expect(JSON.parse(renderClosingV2(conflict('Too many connections: at most 10'), false))).toEqual({
      type: 'closing',
      code: 'conflict',
      error: 'Too many connections: at most 10',
      reconnect: false,
    });
  });
});
