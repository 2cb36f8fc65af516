import type { TokenRequest } from './mint-token.ts';
import type { UserPool } from './user-pool.ts';
import { findUsernameFault, longestUsername } from './username.ts';

/** Cognito's default lifetime of a token, in seconds. */
export const defaultExpiresIn = 3600;
/** The end of the year 9999, in epoch seconds: what is later is no date any more. */
const latestExpiry = 253_402_300_799;

/** Each field, with what it is taken for when it is spelled otherwise. */
const fieldNames = ['username', 'expires_in', 'token_use', 'client_id'] as const;

/**
 * Reads `{"username", "expires_in"?, "token_use"?, "client_id"?}`.
 *
 * @param now Epoch milliseconds.
 * @returns The request, or a sentence that says what is wrong with it.
 */
export function parseTokenRequest(body: string, pool: UserPool, now: number): TokenRequest | string {
  const fields = parseObject(body);
  if (!fields) {
    return 'The body is not a JSON object: send {"username":"user1"}.';
  }
  const unknown = Object.keys(fields).find((name) => !fieldNames.some((known) => known === name));
  if (unknown !== undefined) {
    return describeUnknown(unknown);
  }
  const clientIds = pool.clients.map(({ clientId }) => clientId);
  const { username, expires_in = defaultExpiresIn, token_use = 'access', client_id = clientIds[0] } = fields;
  const fault = typeof username === 'string' ? findUsernameFault(username) : 'length';
  if (typeof username !== 'string' || fault === 'length') {
    return `"username" must be a string of 1 to ${longestUsername} characters.`;
  }
  if (fault === 'characters') {
    return '"username" must be of letters, digits, symbols and punctuation, as Cognito asks: no spaces or control characters, no half of a surrogate pair.';
  }
  if (typeof expires_in !== 'number' || !Number.isSafeInteger(expires_in)) {
    return '"expires_in" must be a whole number of seconds.';
  }
  const expiresAt = now / 1000 + expires_in;
  if (expiresAt < 1 || expiresAt > latestExpiry) {
    return '"expires_in" must lead to a time between the years 1970 and 9999.';
  }
  if (token_use !== 'access' && token_use !== 'id') {
    return '"token_use" must be "access" or "id".';
  }
  if (typeof client_id !== 'string' || !clientIds.includes(client_id)) {
    return clientIds.length > 0
      ? `"client_id" must be one of the pool's clients: ${clientIds.join(', ')}.`
      : `The user pool "${pool.logicalId}" has no app client, so there is nobody to make a token for.`;
  }
  return { username, expiresIn: expires_in, tokenUse: token_use, clientId: client_id };
}

function parseObject(body: string): Record<string, unknown> | undefined {
  try {
    const parsed: unknown = JSON.parse(body);
    return typeof parsed === 'object' && parsed !== null && !Array.isArray(parsed)
      ? (parsed as Record<string, unknown>)
      : undefined;
  } catch {
    return undefined;
  }
}

/** Ignored, it would seem to have worked. */
function describeUnknown(name: string): string {
  const plain = (text: string) => text.replaceAll(/[^a-z]/gi, '').toLowerCase();
  const meant = fieldNames.find((known) => plain(known) === plain(name));
  const known = fieldNames.map((field) => `"${field}"`).join(', ');
  return `There is no field ${JSON.stringify(name.slice(0, 50))}: ${meant ? `it is called "${meant}"` : `there are ${known}`}.`;
}
