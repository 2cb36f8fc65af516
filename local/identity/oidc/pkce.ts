import { createHash } from 'node:crypto';

/** What SHA-256 makes in base64url. Source: RFC 7636 4.2. */
const challengePattern = /^[\w-]{43}$/;
/** Source: RFC 7636 4.1. */
const verifierPattern = /^[\w.~-]{43,128}$/;

export const isCodeChallenge = (text: string): boolean => challengePattern.test(text);

/** Whether who presents the verifier is who sent the challenge, by the method S256. */
export function matchesChallenge(verifier: string, challenge: string): boolean {
  return (
    verifierPattern.test(verifier) && createHash('sha256').update(verifier).digest('base64url') === challenge
  );
}
