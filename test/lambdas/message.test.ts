import { DynamoDBDocumentClient } from '@aws-sdk/lib-dynamodb';
import { afterAll, beforeAll, beforeEach, describe, expect, test } from '@jest/globals';
import { mockClient } from 'aws-sdk-client-mock';
import type { EnvironmentName } from '../../lambdas/environment.ts';
import { handler } from '../../lambdas/message.ts';
import { CONTENT_RULE } from '../protocol/rule-texts.ts';
import { LIMITS, setCredentials, setEnvironment } from './function-environment.ts';
import { AUTHORIZER, CONNECTION_ID, makeEvent } from './gateway-events.ts';
import { type FakeManagementApi, startManagementApi } from './management-api.ts';

const db = mockClient(DynamoDBDocumentClient);
let management: FakeManagementApi;

const VARIABLES = {
  connectionsTable: 'CONNECTIONS_TABLE',
  peopleTable: 'PEOPLE_TABLE',
  messagesTable: 'MESSAGES_TABLE',
  managementEndpoint: 'MANAGEMENT_ENDPOINT',
  deliverFunction: 'DELIVER_FUNCTION',
  tokenIssuer: 'TOKEN_ISSUER',
  tokenAudiences: 'TOKEN_AUDIENCES',
  tokenJwksUri: 'TOKEN_JWKS_URI',
  usernameClaim: 'USERNAME_CLAIM',
  clockToleranceSeconds: 'CLOCK_TOLERANCE_SECONDS',
  retentionDays: 'RETENTION_DAYS',
  auditDays: 'AUDIT_DAYS',
  nameFreedAfterDays: 'NAME_FREED_AFTER_DAYS',
  connectionsPerUser: 'CONNECTIONS_PER_USER',
  commandsPerSecond: 'COMMANDS_PER_SECOND',
  commandBurst: 'COMMAND_BURST',
  groupsPerUser: 'GROUPS_PER_USER',
  signInsPerHour: 'SIGN_INS_PER_HOUR',
  relationChangesPerDay: 'RELATION_CHANGES_PER_DAY',
  groupsMadePerDay: 'GROUPS_MADE_PER_DAY',
  invitationsPerDay: 'INVITATIONS_PER_DAY',
  editHours: 'EDIT_HOURS',
  waitingPerPair: 'WAITING_PER_PAIR',
  waitingPerUser: 'WAITING_PER_USER',
  pageItems: 'PAGE_ITEMS',
} as const;

const environment = () => ({
  connectionsTable: 'the-connections',
  peopleTable: 'the-people',
  messagesTable: 'the-messages',
  managementEndpoint: management.endpoint,
  deliverFunction: 'the-deliver',
  tokenIssuer: 'https://login.example.com',
  tokenAudiences: 'chat',
  tokenJwksUri: 'https://login.example.com/.well-known/jwks.json',
  usernameClaim: 'sub',
  clockToleranceSeconds: '5',
  ...LIMITS,
  accountRate: '10000',
  accountBurst: '5000',
});

const unexpired = { ...AUTHORIZER, tokenExpiresAt: String(Number.MAX_SAFE_INTEGER) };

beforeAll(async () => {
  management = await startManagementApi();
});

beforeEach(() => {
  setEnvironment(environment());
  setCredentials();
  db.reset();
});

afterAll(async () => {
  db.restore();
  await management.stop();
});

describe('$default', () => {
  // First: an environment that could not be read is not kept.
  test.each(Object.entries(VARIABLES))(
    'names the variable that is not set: %s as %s',
    async (name, variable) => {
      setEnvironment({ ...environment(), [name as EnvironmentName]: '' });
      await expect(
        handler(makeEvent({ eventType: 'MESSAGE', authorizer: unexpired, body: '{}' })),
      ).rejects.toThrow(new Error(`The environment variable ${variable} is not set`));
    },
  );

  test.each([
    ['hello', 'Invalid JSON: a frame is one object'],
    [undefined, 'Invalid JSON: a frame is one object'],
    ['{"type":"foo"}', 'Unknown message type: foo'],
    ['{"type":"lobby"}', `Missing field: content (${CONTENT_RULE})`],
  ])('answers the frame %j by a post, and API Gateway with 200', async (body, error) => {
    const event = makeEvent({
      eventType: 'MESSAGE',
      authorizer: unexpired,
      ...(body !== undefined && { body }),
    });
    expect(await handler(event)).toEqual({ statusCode: 200 });
    expect(management.takeRequests()).toEqual([
      `POST /chat/@connections/${CONNECTION_ID} ${JSON.stringify({ error })}`,
    ]);
    expect(db.calls()).toHaveLength(0);
  });
});
