import { beforeAll, describe, expect, test } from '@jest/globals';
import type { Template } from 'aws-cdk-lib/assertions';
import { readDefaultTemplate } from './default-chat.ts';
import { findDestinations, findGrants, statementsOf } from './granted-permissions.ts';
import { FUNCTIONS } from './template-parts.ts';
import { findUsedCommands } from './used-commands.ts';

/** What IAM calls the commands of the SDK. */
const ACTIONS: Readonly<Record<string, string>> = {
  GetCommand: 'dynamodb:GetItem',
  PutCommand: 'dynamodb:PutItem',
  UpdateCommand: 'dynamodb:UpdateItem',
  DeleteCommand: 'dynamodb:DeleteItem',
  QueryCommand: 'dynamodb:Query',
  BatchGetCommand: 'dynamodb:BatchGetItem',
  BatchWriteCommand: 'dynamodb:BatchWriteItem',
  InvokeCommand: 'lambda:InvokeFunction',
};

let template: Template;

beforeAll(() => {
  template = readDefaultTemplate();
});

describe.each(FUNCTIONS)('the role of %s', (name) => {
  const ownLog = [`logs:CreateLogStream on the log of ${name}`, `logs:PutLogEvents on the log of ${name}`];

  test('may do just what its code calls, and all of that', () => {
    const called = findUsedCommands(name.toLowerCase()).map(toGrant);
    const needed = [...called, ...findDestinations(template, name), ...ownLog];
    expect(findGrants(template, name)).toEqual([...new Set(needed)].sort());
  });

  test('has no wildcard but for the ids of connections', () => {
    for (const { Action, Effect, Resource } of statementsOf(template, name)) {
      expect(Effect).toBe('Allow');
      expect(JSON.stringify(Action)).not.toContain('*');
      const resources = JSON.stringify(Resource).replaceAll(/\/chat\/(POST|DELETE)\/@connections\/\*/g, '');
      expect(resources).not.toContain('*');
    }
  });
});

describe('the stack', () => {
  test('lets the authorizer, whom anybody can make work, touch nothing', () => {
    expect(findGrants(template, 'Authorizer').filter((grant) => !grant.startsWith('logs:'))).toEqual([]);
  });

  test('lets functions invoke none but deliver, expire and message, and manage no connections but its own stage’s', () => {
    const grants = FUNCTIONS.flatMap((name) => findGrants(template, name));
    const others = grants.filter((grant) => !/^(logs|dynamodb):/.test(grant));
    expect(others.length).toBeGreaterThan(0);
    for (const grant of others) {
      expect(grant).toMatch(
        /^(lambda:InvokeFunction on (Deliver|Expire|Message)|execute-api:ManageConnections on the stage’s (POST|DELETE)\/@connections\/\*)$/,
      );
    }
  });

  test('has roles for functions alone, CDK’s two included, which Lambda alone may take on', () => {
    template.resourceCountIs('AWS::IAM::Role', FUNCTIONS.length + 2);
    template.allResourcesProperties('AWS::IAM::Role', {
      AssumeRolePolicyDocument: {
        Statement: [
          { Action: 'sts:AssumeRole', Effect: 'Allow', Principal: { Service: 'lambda.amazonaws.com' } },
        ],
      },
    });
    // One a function, one by which Deliver invokes itself, and that of who copies the page's files.
    template.resourceCountIs('AWS::IAM::Policy', FUNCTIONS.length + 2);
    template.resourceCountIs('AWS::IAM::ManagedPolicy', 0);
  });
});

/** A used command in the words of a grant. */
function toGrant(used: string): string {
  const [command = '', resource] = used.split(' on ');
  if (resource === 'the stage')
    return `execute-api:ManageConnections on the stage’s ${command}/@connections/*`;
  return `${ACTIONS[command] ?? command} on ${resource}`;
}
