import { describe, expect, test } from '@jest/globals';
import * as errors from '../../protocol/errors.ts';

/** The codes and texts that clients were promised. */
const rows: [errors.ChatError, string, string][] = [
  [errors.invalidJson(), 'invalid_json', 'Invalid JSON: a frame is one object'],
  [errors.unknownType('foo'), 'unknown_type', 'Unknown message type: foo'],
  [errors.onlyInV2('sync'), 'unknown_type', 'Unknown message type: sync (only in chat.v2)'],
  [errors.missingField('limit', 'a number'), 'invalid_field', 'Missing field: limit (a number)'],
  [errors.invalidField('limit', 'a number'), 'invalid_field', 'Invalid field: limit (a number)'],
  [errors.tooLarge(), 'too_large', 'Content too large: at most 16000 bytes'],
  [errors.notAuthenticated(), 'not_authenticated', 'Not authenticated'],
  [errors.invalidToken(), 'invalid_token', 'Invalid token'],
  [errors.tokenExpired(), 'token_expired', 'Token expired'],
  [errors.userNotFound('user9'), 'user_not_found', 'User not found: user9'],
  [errors.groupNotFound('devs'), 'group_not_found', 'Group not found: devs'],
  [errors.notAMember('devs'), 'not_a_member', 'Not a member: devs'],
  [errors.notAllowed('pin', 'for owners'), 'not_allowed', 'Not allowed: pin (for owners)'],
  [errors.blockedBy('user1'), 'blocked', 'user1 blocked you'],
  [errors.youBlocked('user4'), 'blocked', 'You blocked user4'],
  [errors.conflict('Already a member: devs'), 'conflict', 'Already a member: devs'],
  [errors.rateLimited(1_000), 'rate_limited', 'Slow down'],
  [errors.internal(), 'internal', 'Internal error'],
];

describe('an error of the wire', () => {
  test.each(rows)('%s has the code %s and the text %j', (error, code, text) => {
    expect(error).toBeInstanceOf(errors.ChatError);
    expect([error.code, error.message, error.name]).toEqual([code, text, 'ChatError']);
  });

  test('keeps its cause for the log and out of the text', () => {
    const cause = new Error('the table is gone');
    expect(errors.internal(cause)).toMatchObject({ cause, message: 'Internal error' });
    expect(errors.invalidToken('aud')).toMatchObject({ cause: 'aud', message: 'Invalid token' });
    expect(errors.tokenExpired('exp')).toMatchObject({ cause: 'exp', message: 'Token expired' });
  });
});
