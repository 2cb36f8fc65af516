/** The names of the functions' environment variables, shared by the stack that sets them and the code that reads them. Imports nothing. */
export const ENVIRONMENT = {
  connectionsTable: 'CONNECTIONS_TABLE',
  peopleTable: 'PEOPLE_TABLE',
  messagesTable: 'MESSAGES_TABLE',
  /** The stage's callback URL, `https://…/<stage>`. */
  managementEndpoint: 'MANAGEMENT_ENDPOINT',
  deliverFunction: 'DELIVER_FUNCTION',
  /** What handles frames, for those that API Gateway routed elsewhere. */
  messageFunction: 'MESSAGE_FUNCTION',
  tokenIssuer: 'TOKEN_ISSUER',
  /** Separated by commas. */
  tokenAudiences: 'TOKEN_AUDIENCES',
  tokenJwksUri: 'TOKEN_JWKS_URI',
  /** `access` or `id`; unset for an issuer that isn't Cognito. */
  tokenUse: 'TOKEN_USE',
  usernameClaim: 'USERNAME_CLAIM',
  /** The claim by which an admin is known, and what it says then; unset: nobody is one. */
  adminClaim: 'ADMIN_CLAIM',
  adminValue: 'ADMIN_VALUE',
  /** By how much the issuer's clock may be ahead. */
  clockToleranceSeconds: 'CLOCK_TOLERANCE_SECONDS',
  /** What CloudFront proves itself with to the authorizer, and did before; separated by commas. Unset: nothing. */
  originSecrets: 'ORIGIN_SECRETS',
  /** Separated by commas; unset: all. */
  allowedOrigins: 'ALLOWED_ORIGINS',
  /** `true` when a handshake without a token is refused. */
  tokenRequired: 'TOKEN_REQUIRED',
  /** What API Gateway lets the account call in a second, and at once; unset: what it is in the region. */
  accountRate: 'ACCOUNT_RATE',
  accountBurst: 'ACCOUNT_BURST',
  /** `notify` or `silent`. */
  blockPolicy: 'BLOCK_POLICY',
  /** `open`, `friends` or `off`. */
  directory: 'DIRECTORY',
  /** Days that a conversation's log is kept. */
  retentionDays: 'RETENTION_DAYS',
  /** Days that is kept who has done what to keep order. */
  auditDays: 'AUDIT_DAYS',
  nameFreedAfterDays: 'NAME_FREED_AFTER_DAYS',
  connectionsPerUser: 'CONNECTIONS_PER_USER',
  /** Commands of one user, a second and at once. */
  commandsPerSecond: 'COMMANDS_PER_SECOND',
  commandBurst: 'COMMAND_BURST',
  groupsPerUser: 'GROUPS_PER_USER',
  /** What one user may do so often in a time, and as often at once. */
  signInsPerHour: 'SIGN_INS_PER_HOUR',
  relationChangesPerDay: 'RELATION_CHANGES_PER_DAY',
  groupsMadePerDay: 'GROUPS_MADE_PER_DAY',
  invitationsPerDay: 'INVITATIONS_PER_DAY',
  /** Hours in which a message may be edited. */
  editHours: 'EDIT_HOURS',
  /** Whispers that wait for one user: of one sender, and of all. */
  waitingPerPair: 'WAITING_PER_PAIR',
  waitingPerUser: 'WAITING_PER_USER',
  /** Most items of a list, and events of a page. */
  pageItems: 'PAGE_ITEMS',
} as const;

export type EnvironmentName = keyof typeof ENVIRONMENT;

/** The keys of the authorizer's context, which every later event of the connection carries, as strings. */
export const AUTHORIZER_CONTEXT = {
  /** `v1` or `v2`, as the handshake negotiated it; there without a token, too. */
  protocol: 'protocol',
  user: 'user',
  issuer: 'issuer',
  subject: 'subject',
  /** Epoch milliseconds. */
  tokenExpiresAt: 'tokenExpiresAt',
  /** `true` of an admin; of others it isn't there. */
  isAdmin: 'isAdmin',
} as const;
