import type { TokenRequest } from './mint-token.ts';
import type { UserPool } from './user-pool.ts';

/** Cognito's default lifetime of a token, in seconds. */
export const defaultExpiresIn = 3600;
/** Cognito's limit for a user name. Source: AWS::Cognito, AdminCreateUser. */
const longestUsername = 128;

/**
 * Reads `{"username", "expires_in"?, "token_use"?, "client_id"?}`.
 *
 * @returns The request, or a sentence that says what is wrong with it.
 */
export function parseTokenRequest(body: string, pool: UserPool): TokenRequest | string {
  let fields: Record<string, unknown>;
  try {
    fields = Object(JSON.parse(body));
  } catch {
    return 'The body is not JSON: send {"username":"user1"}.';
  }
  const {
    username,
    expires_in = defaultExpiresIn,
    token_use = 'access',
    client_id = pool.clientIds[0],
  } = fields;
  if (typeof username !== 'string' || username === '' || username.length > longestUsername) {
    return `"username" must be a string of 1 to ${longestUsername} characters.`;
  }
  if (typeof expires_in !== 'number' || !Number.isSafeInteger(expires_in)) {
    return '"expires_in" must be a whole number of seconds.';
  }
  if (token_use !== 'access' && token_use !== 'id') {
    return '"token_use" must be "access" or "id".';
  }
  if (typeof client_id !== 'string' || !pool.clientIds.includes(client_id)) {
    return pool.clientIds.length > 0
      ? `"client_id" must be one of the pool's clients: ${pool.clientIds.join(', ')}.`
      : `The user pool "${pool.logicalId}" has no app client, so there is nobody to make a token for.`;
  }
  return { username, expiresIn: expires_in, tokenUse: token_use, clientId: client_id };
}
