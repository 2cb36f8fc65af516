import { NAME_PATTERN } from '../../protocol/limits.ts';
import type { Digest } from '../ports/runtime.ts';

const utf8 = new TextEncoder();

/** Every character that isn't written as it is; `=` is the sign of one that is written otherwise. */
const ESCAPED = /[^A-Za-z0-9._@+-]/gu;

/**
 * The name of the user whom a token's claim names: issuers call users `auth0|65f0` or what they like, and no two of
 * them may get the same name. What is a name without `=` stays as it is; any other character becomes `=XX` for each
 * byte of it; what is too long then becomes a digest behind `==`, which no escaped name contains.
 * @param claim not empty, and well-formed: half a surrogate pair has no bytes of its own
 */
export function nameOfClaim(claim: string, digest: Digest): string {
  const escaped = claim.replaceAll(ESCAPED, escapeCharacter);
  return NAME_PATTERN.test(escaped) ? escaped : `==${digest(claim)}`;
}

const escapeCharacter = (character: string) =>
  Array.from(utf8.encode(character), (byte) => `=${byte.toString(16).toUpperCase().padStart(2, '0')}`).join(
    '',
  );
