/** Below `/{pool id}`, under the names that they have on a Cognito pool's issuer and on its domain. */
export const paths = {
  keys: '/.well-known/jwks.json',
  discovery: '/.well-known/openid-configuration',
  authorize: '/oauth2/authorize',
  token: '/oauth2/token',
  revoke: '/oauth2/revoke',
  userInfo: '/oauth2/userInfo',
  login: '/login',
  logout: '/logout',
  /** Ours: the look of the pages. */
  style: '/sign-in.css',
} as const;
