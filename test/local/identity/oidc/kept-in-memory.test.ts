import { describe, expect, test } from '@jest/globals';
import { createAuthorizationCodes } from '../../../../local/identity/oidc/authorization-codes.ts';
import { createRevokedSignIns } from '../../../../local/identity/oidc/revoked-sign-ins.ts';

function makeCodes(most: number) {
  let time = 0;
  let made = 0;
  const codes = createAuthorizationCodes({ now: () => time, randomId: () => `code-${++made}`, most });
  const issue = (id: string) =>
    codes.issue({
      signIn: { id, clientId: 'chat', username: 'user1', scope: 'openid', authTime: 0 },
      redirectUri: 'http://localhost/',
      codeChallenge: 'x',
      nonce: undefined,
    });
  const pass = (milliseconds: number) => {
    time += milliseconds;
  };
  return { issue, kindOf: (code: string) => codes.redeem(code).kind, pass };
}

describe('codes that nobody fetches', () => {
  test('are no more than so many, of twelve thousand: the oldest go', () => {
    const { issue, kindOf } = makeCodes(1_000);
    const issued = Array.from({ length: 12_000 }, (_, index) => issue(`sign-in-${index}`));
    const kept = issued.filter((code) => kindOf(code) !== 'unknown');
    expect(kept).toEqual(issued.slice(-1_000));
  });

  test('go when they have expired, used or not', () => {
    const { issue, kindOf, pass } = makeCodes(10);
    const [used, unused] = [issue('one'), issue('two')];
    expect([kindOf(used), kindOf(used)]).toEqual(['first', 'again']);
    pass(5 * 60_000);
    const fresh = issue('three');
    expect([used, unused, fresh].map(kindOf)).toEqual(['unknown', 'unknown', 'first']);
  });
});

test('revoked sign-ins are no more than so many: the oldest are forgotten', () => {
  const revoked = createRevokedSignIns(100);
  const ids = Array.from({ length: 12_000 }, (_, index) => `sign-in-${index}`);
  for (const id of ids) revoked.add(id);
  expect(ids.filter((id) => revoked.has(id))).toEqual(ids.slice(-100));
});
