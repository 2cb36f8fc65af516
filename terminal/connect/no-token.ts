/** There is no token; the message says why, and what to do, in whole sentences. */
export class NoToken extends Error {
  override readonly name = 'NoToken';
}
