import { describe, expect, test } from '@jest/globals';
import fc from 'fast-check';
import { nameOfClaim } from '../../../chat/sessions/name-of-claim.ts';
import { sha256 } from '../../../lambdas/runtime.ts';
import { NAME_PATTERN } from '../../../protocol/limits.ts';

const name = (claim: string) => nameOfClaim(claim, sha256);

/** What issuers may put into a claim: any text, mostly of the characters that names are escaped with. */
const claim = fc.oneof(
  fc.string({ unit: 'binary', minLength: 1, maxLength: 90 }),
  fc.string({ unit: fc.constantFrom('=', '|', 'a', '3', 'D', '7', 'C', ' ', 'é', '😀'), minLength: 1 }),
);

describe('the name that a claim gives', () => {
  test.each([
    ['user1', 'user1'],
    ['a.b_c-d+e@f', 'a.b_c-d+e@f'],
    ['auth0|65f0', 'auth0=7C65f0'],
    ['google-oauth2|1179', 'google-oauth2=7C1179'],
    ['auth0=7C65f0', 'auth0=3D7C65f0'],
    ['(Lobby): me', '=28Lobby=29=3A=20me'],
    ['José', 'Jos=C3=A9'],
    ['x'.repeat(64), 'x'.repeat(64)],
    ['x'.repeat(65), `==${sha256('x'.repeat(65))}`],
    // Twenty-two characters, of three each.
    ['|'.repeat(22), `==${sha256('|'.repeat(22))}`],
  ])('of %j is %j', (given, expected) => {
    expect(name(given)).toBe(expected);
  });

  test('can be called, whatever the claim: it is a name', () => {
    fc.assert(
      fc.property(claim, (text) => NAME_PATTERN.test(name(text))),
      { numRuns: 500 },
    );
  });

  test('is one claim’s alone', () => {
    fc.assert(
      fc.property(claim, claim, (one, other) => (name(one) === name(other)) === (one === other)),
      { numRuns: 1_000 },
    );
    // What a claim is called cannot be had by calling oneself so.
    fc.assert(fc.property(claim, (text) => (name(name(text)) === name(text)) === (name(text) === text)));
  });

  test('is the claim itself where that is a name without `=`', () => {
    const plain = fc.stringMatching(/^[A-Za-z0-9._@+-]{1,64}$/);
    fc.assert(fc.property(plain, (text) => name(text) === text));
  });
});
