/** One user's sign-in to one client, and all tokens that come of it. */
export interface SignIn {
  /** Tokens carry it as Cognito's `origin_jti`; to revoke it is to end them all. */
  readonly id: string;
  readonly clientId: string;
  readonly username: string;
  /** Separated by spaces. */
  readonly scope: string;
  /** Epoch seconds. */
  readonly authTime: number;
}
