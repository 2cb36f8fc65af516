import { ENVIRONMENT, type EnvironmentName } from '../../lambdas/environment.ts';
import {
  AUDIT_DAYS,
  CONNECTIONS_PER_USER,
  EDIT_HOURS,
  GROUPS_MADE_PER_DAY,
  GROUPS_PER_USER,
  INVITATIONS_PER_DAY,
  NAME_FREED_AFTER_DAYS,
  PAGE_ITEMS,
  RELATION_CHANGES_PER_DAY,
  RETENTION_DAYS,
  SIGN_INS_PER_HOUR,
  WAITING_PER_PAIR,
  WAITING_PER_USER,
} from '../../protocol/limits.ts';
import { UNCOUNTED_COMMANDS } from '../command-limit.ts';
import { TABLES, TEXTBOOK_TABLE } from '../model/audience.ts';
import { STAGE_PATH } from '../model/model.ts';

/** The one function that is invoked asynchronously. */
const DELIVER_FUNCTION = 'deliver';

/** What the stack sets, with the model in the place of AWS. @param url the model's */
export function chatVariables(url: string): Readonly<Record<string, string>> {
  const values: Partial<Record<EnvironmentName, string>> = {
    connectionsTable: TABLES.connections,
    peopleTable: TABLES.people,
    messagesTable: TABLES.messages,
    managementEndpoint: url + STAGE_PATH,
    deliverFunction: DELIVER_FUNCTION,
    tokenIssuer: 'https://login.example.com',
    tokenAudiences: 'chat',
    tokenJwksUri: 'https://login.example.com/.well-known/jwks.json',
    usernameClaim: 'sub',
    clockToleranceSeconds: '5',
    directory: 'open',
    retentionDays: String(RETENTION_DAYS),
    auditDays: String(AUDIT_DAYS),
    nameFreedAfterDays: String(NAME_FREED_AFTER_DAYS),
    connectionsPerUser: String(CONNECTIONS_PER_USER),
    pageItems: String(PAGE_ITEMS),
    ...UNCOUNTED_COMMANDS,
    groupsPerUser: String(GROUPS_PER_USER),
    signInsPerHour: String(SIGN_INS_PER_HOUR),
    relationChangesPerDay: String(RELATION_CHANGES_PER_DAY),
    groupsMadePerDay: String(GROUPS_MADE_PER_DAY),
    invitationsPerDay: String(INVITATIONS_PER_DAY),
    editHours: String(EDIT_HOURS),
    waitingPerPair: String(WAITING_PER_PAIR),
    waitingPerUser: String(WAITING_PER_USER),
    accountRate: '10000',
    accountBurst: '5000',
  };
  const named = Object.entries(values).map(([name, value]) => [ENVIRONMENT[name as EnvironmentName], value]);
  return { ...awsVariables(url), ...Object.fromEntries(named) };
}

/** What the handlers in `baselines/` read. */
export function baselineVariables(url: string): Readonly<Record<string, string>> {
  return {
    ...awsVariables(url),
    TABLE: TEXTBOOK_TABLE,
    MANAGEMENT_ENDPOINT: url + STAGE_PATH,
    DELIVER_FUNCTION,
  };
}

/** What Lambda gives every function (the one that asks for its own name is `deliver`), and the SDK's wish for a newer Node kept quiet; the credentials are good for nothing. */
export const AWS_VARIABLES = {
  AWS_REGION: 'eu-central-1',
  AWS_LAMBDA_FUNCTION_NAME: DELIVER_FUNCTION,
  AWS_ACCESS_KEY_ID: 'AKIAIOSFODNN7EXAMPLE',
  AWS_SECRET_ACCESS_KEY: 'secret',
  AWS_SDK_JS_NODE_VERSION_SUPPORT_WARNING_DISABLED: 'true',
} as const;

const awsVariables = (url: string) => ({ ...AWS_VARIABLES, AWS_ENDPOINT_URL: url });
