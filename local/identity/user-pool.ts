/** A Cognito user pool of the template, which the local run stands in for. */
export interface UserPool {
  readonly logicalId: string;
  /** For example `us-east-1_A1B2C3D4E`. */
  readonly poolId: string;
  /** What tokens carry as `iss`: `https://cognito-idp.{region}.amazonaws.com/{poolId}`. */
  readonly issuer: string;
  /** The ids of the pool's app clients, in the order of the template. */
  readonly clientIds: readonly string[];
}
