import * as v from 'valibot';
import {
  AUDIT_DAYS,
  COMMAND_BURST,
  COMMANDS_PER_SECOND,
  CONNECTIONS_PER_USER,
  EDIT_HOURS,
  GROUPS_MADE_PER_DAY,
  GROUPS_PER_USER,
  GROUPS_PER_USER_MAX,
  INVITATIONS_PER_DAY,
  NAME_FREED_AFTER_DAYS,
  PAGE_ITEMS,
  READ_WEIGHT,
  RELATION_CHANGES_PER_DAY,
  RETENTION_DAYS,
  SIGN_INS_PER_HOUR,
  WAITING_PER_PAIR,
  WAITING_PER_USER,
} from '../protocol/limits.ts';
import { checkFrontDoor, frontDoorEntries } from './front-door/front-door-settings.ts';
import { findMisspelt, type Misspelt } from './misspelt-names.ts';
import { asBoolean, asNumber, count, countOrNone, text } from './setting-types.ts';
import { findSignInFault, SIGN_IN_SETTINGS } from './sign-in-settings.ts';

/** The days that CloudWatch Logs accepts as a retention, up to a year. */
const LOG_RETENTION_DAYS = [1, 3, 5, 7, 14, 30, 60, 90, 120, 150, 180, 365] as const;

const settingsSchema = v.strictObject({
  /** The issuer of the tokens; absent, the stack makes a Cognito user pool. */
  tokenIssuer: v.optional(v.pipe(text, v.startsWith('https://', 'must begin with https://'))),
  /** Accepted `aud` (or Cognito client ids), separated by commas. Needed with `tokenIssuer`. */
  tokenAudiences: v.optional(
    v.pipe(text, v.regex(/^[^\s,]+(,[^\s,]+)*$/, 'must be separated by commas alone')),
  ),
  /** Where the issuer's keys are. Default: `<tokenIssuer>/.well-known/jwks.json`. */
  tokenJwksUri: v.optional(v.pipe(text, v.startsWith('https://', 'must begin with https://'))),
  /** `access` or `id` when `tokenIssuer` is a Cognito pool of yours. */
  tokenUse: v.optional(v.picklist(['access', 'id'], 'must be access or id')),
  /** The claim that names the user; one that the user cannot change. Default: `sub`, with the stack's pool `username`. */
  usernameClaim: v.optional(text),
  /** The claim by which an admin is known, one that users cannot change, and what it says or holds then. Default: with the stack's pool `cognito:groups` and `admins`, a group that it has; else nobody is one. */
  adminClaim: v.optional(text),
  adminValue: v.optional(text),
  /** By how many seconds the issuer's clock may be ahead of AWS's, for tokens that say from when on they hold. */
  clockToleranceSeconds: v.optional(v.pipe(asNumber, v.integer(), v.minValue(0), v.maxValue(60)), 5),
  ...SIGN_IN_SETTINGS,
  /** Refuse a handshake without a token. Browsers cannot send one, so the default is false. */
  tokenRequired: v.optional(asBoolean, false),
  /** Whether the blocked are told, or learn nothing. */
  blockPolicy: v.optional(v.picklist(['notify', 'silent'], 'must be notify or silent'), 'notify'),
  /** Whom users may search for by name. Default: `open` with the stack's pool; `off` with `tokenIssuer`, whose names may be addresses. */
  directory: v.optional(v.picklist(['open', 'friends', 'off'], 'must be open, friends or off')),
  /** Days that a conversation's log is kept. */
  retentionDays: v.optional(v.pipe(count, v.maxValue(3_650)), RETENTION_DAYS),
  /** Days that is kept who has done what to keep order. */
  auditDays: v.optional(v.pipe(count, v.maxValue(3_650)), AUDIT_DAYS),
  /** Days after which the name of somebody who was erased may be another's; three more than the retention at least. */
  nameFreedAfterDays: v.optional(v.pipe(count, v.maxValue(36_500)), NAME_FREED_AFTER_DAYS),
  /** Connections of one user; one more closes one that doesn’t answer, else the oldest. Each whisper reads those of both users. */
  connectionsPerUser: v.optional(v.pipe(count, v.maxValue(100)), CONNECTIONS_PER_USER),
  /** Commands of one user, a second and at once. The burst has room for the command that counts most. */
  commandsPerSecond: v.optional(v.pipe(count, v.maxValue(1_000)), COMMANDS_PER_SECOND),
  commandBurst: v.optional(v.pipe(count, v.minValue(READ_WEIGHT), v.maxValue(5_000)), COMMAND_BURST),
  /** Groups that one user may be in: each is a row that every connect writes. Their cursors must fit into a frame. */
  groupsPerUser: v.optional(v.pipe(count, v.maxValue(GROUPS_PER_USER_MAX)), GROUPS_PER_USER),
  /** What one user may do so often in a time, and as often at once. */
  signInsPerHour: v.optional(v.pipe(count, v.maxValue(100_000)), SIGN_INS_PER_HOUR),
  relationChangesPerDay: v.optional(v.pipe(count, v.maxValue(1_000_000)), RELATION_CHANGES_PER_DAY),
  groupsMadePerDay: v.optional(v.pipe(count, v.maxValue(1_000_000)), GROUPS_MADE_PER_DAY),
  invitationsPerDay: v.optional(v.pipe(count, v.maxValue(1_000_000)), INVITATIONS_PER_DAY),
  /** Hours in which a message may be edited, 0 for never; it may be deleted for as long as it is kept. */
  editHours: v.optional(v.pipe(countOrNone, v.maxValue(24 * 3_650)), EDIT_HOURS),
  /** Whispers that wait for one user who is away: of one sender, and of all. */
  waitingPerPair: v.optional(v.pipe(count, v.maxValue(100_000)), WAITING_PER_PAIR),
  waitingPerUser: v.optional(v.pipe(count, v.maxValue(1_000_000)), WAITING_PER_USER),
  /** Most items of a list, and events of a page. The wire allows no more than the default. */
  pageItems: v.optional(v.pipe(count, v.maxValue(PAGE_ITEMS)), PAGE_ITEMS),
  /** Days that the functions' logs are kept. */
  logRetentionDays: v.optional(
    v.pipe(asNumber, v.picklist(LOG_RETENTION_DAYS, `must be one of ${LOG_RETENTION_DAYS.join(', ')}`)),
    30,
  ),
  /** Frames a second that the stage takes in for each route, and the bucket behind it. The account has 10,000 and 5,000 for everything. */
  throttleRate: v.optional(v.pipe(count, v.maxValue(10_000)), 2_000),
  throttleBurst: v.optional(v.pipe(count, v.maxValue(5_000)), 1_000),
  /** What the account may call API Gateway a second, and at once: raise them with the quotas. Large audiences are posted to no faster. */
  accountRate: v.optional(count),
  accountBurst: v.optional(count),
  ...frontDoorEntries,
  /** Shuts the API's own URL: CloudFront adds it to each handshake. Several with commas, of which the first is sent. */
  originSecret: v.optional(
    v.pipe(
      text,
      v.regex(/^[\w-]{32,}(,[\w-]{32,})*$/, 'must be 32 or more letters and digits, or several of these'),
    ),
  ),
  /** Whose pages may open sockets, by their `Origin`; who sends none may, too. */
  allowedOrigins: v.optional(
    v.pipe(
      text,
      v.regex(
        /^https?:\/\/[^\s,/A-Z]+(,https?:\/\/[^\s,/A-Z]+)*$/,
        'must be origins in lower case, separated by commas alone',
      ),
    ),
  ),
  /** An SNS topic that the alarms tell. */
  alarmTopicArn: v.optional(
    v.pipe(text, v.regex(/^arn:[\w-]+:sns:[\w-]+:\d{12}:[\w-]+$/, 'must be the ARN of an SNS topic')),
  ),
  /** Nobody can delete people, messages and users. Not by default: a first deployment that fails could not clean up. */
  deletionProtection: v.optional(asBoolean, false),
  /** Access logs of the stage; the account needs a CloudWatch role for API Gateway first. */
  accessLogs: v.optional(asBoolean, false),
  /** Concurrency set aside for the function that handles frames; a fresh account has 10 in all and none to spare. */
  messageConcurrency: v.optional(count),
});

/** What an operator may choose, given as CDK context: `-c blockPolicy=silent`. */
export type Settings = v.InferOutput<typeof settingsSchema>;

type SettingName = keyof typeof settingsSchema.entries;

/** In the order of docs/deploying.md. */
export const SETTING_NAMES = Object.keys(settingsSchema.entries) as readonly SettingName[];

/**
 * Reads and checks the settings.
 * @param context of the app, by key; CDK and other tools have keys of their own there
 * @param region where the stack goes, if that is known
 * @throws Error that names every faulty setting and what it may be, or every misspelt one and what it is called
 */
export function readSettings(context: Readonly<Record<string, unknown>>, region?: string): Settings {
  const misspelt = findMisspelt(Object.keys(context), SETTING_NAMES);
  if (misspelt.length > 0) throw new Error(misspelt.map(describeMisspelt).join('\n'));
  const given = Object.fromEntries(SETTING_NAMES.map((name) => [name, context[name]]));
  const result = v.safeParse(settingsSchema, given);
  if (!result.success) throw new Error(describeFaults(result.issues));
  requireTogether(result.output);
  const signInFault = findSignInFault(result.output);
  if (signInFault) throw new Error(`Setting ${signInFault}`);
  checkFrontDoor(result.output, region);
  return result.output;
}

const describeMisspelt = ({ name, meant }: Misspelt) =>
  `There is no setting ${name}: did you mean ${meant}? They are listed in docs/deploying.md`;

function requireTogether({
  tokenIssuer,
  tokenAudiences,
  tokenJwksUri,
  tokenUse,
  usernameClaim,
  adminClaim,
  adminValue,
}: Settings): void {
  if (tokenIssuer !== undefined && tokenAudiences === undefined) {
    throw new Error('Setting tokenAudiences: must be given with tokenIssuer, or anybody’s tokens would do');
  }
  if (adminClaim !== undefined && adminValue === undefined) {
    throw new Error('Setting adminClaim: must be given with adminValue, what it says of an admin');
  }
  if (adminValue !== undefined && adminClaim === undefined && tokenIssuer !== undefined) {
    throw new Error('Setting adminValue: must be given with adminClaim, where tokenIssuer is given');
  }
  const alone = Object.entries({ tokenAudiences, tokenJwksUri, tokenUse, usernameClaim }).find(
    ([, value]) => value !== undefined,
  );
  if (tokenIssuer === undefined && alone) {
    throw new Error(
      `Setting ${alone[0]}: only goes with tokenIssuer; without it the stack makes a user pool`,
    );
  }
}

function describeFaults(issues: readonly v.BaseIssue<unknown>[]): string {
  return issues
    .map(
      (issue) =>
        `Setting ${v.getDotPath(issue) as SettingName}: ${issue.message} (it is ${showValue(issue)})`,
    )
    .join('\n');
}

/** A secret is not for the terminal, nor for the log of whatever deploys. */
function showValue(issue: v.BaseIssue<unknown>): string {
  const value = issue.path?.[0]?.value;
  return (v.getDotPath(issue) as SettingName) === 'originSecret'
    ? `of ${String(value).length} characters`
    : JSON.stringify(value);
}
