/** A Cognito user pool of the template, which the local run stands in for. */
export interface UserPool {
  readonly logicalId: string;
  /** For example `us-east-1_A1B2C3D4E`. */
  readonly poolId: string;
  /** What tokens carry as `iss`: `https://cognito-idp.{region}.amazonaws.com/{poolId}`. */
  readonly issuer: string;
  /** Its groups' names. */
  readonly groups: readonly string[];
  /** The pool's app clients, in the order of the template. */
  readonly clients: readonly UserPoolClient[];
  /** Where its sign-in pages are on AWS, for example `chat.auth.us-east-1.amazoncognito.com`; absent without a domain. */
  readonly domainHost?: string;
}

export interface UserPoolClient {
  readonly clientId: string;
  /** Where a sign-in may lead back to, beside this machine's own pages. */
  readonly callbackUrls: readonly string[];
  /** Where a sign-out may lead to, beside this machine's own pages. */
  readonly logoutUrls: readonly string[];
  /** The scopes that it may ask for; empty where the template names none. */
  readonly scopes: readonly string[];
}
