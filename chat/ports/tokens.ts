import type { SignedIn } from './connections.ts';
import type { Subject } from './users.ts';

/** What a verified token says. */
export interface Identity extends SignedIn, Subject {}

export interface Tokens {
  /**
   * @param token a JWT, without `Bearer `
   * @throws ChatError `invalid_token`, `token_expired`
   */
  verify(token: string): Promise<Identity>;
}
