import type { Subject } from '../people/users.ts';
import type { SignedIn } from './connections.ts';

/** What a verified token says. */
export interface Identity extends SignedIn, Subject {}

export interface Tokens {
  /**
   * @param token a JWT, without `Bearer `
   * @throws ChatError `invalid_token`, `token_expired`
   */
  verify(token: string): Promise<Identity>;
}

/** What the log says of a token that is bad, and of one whose check must wait, as for its issuer's keys. */
export const TOKEN_REFUSED = 'A token was refused';
export const TOKEN_UNCHECKED = 'A token could not be checked yet';
