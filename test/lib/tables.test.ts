import { beforeAll, describe, expect, test } from '@jest/globals';
import type { Template } from 'aws-cdk-lib/assertions';
import { readDefaultTemplate } from './default-chat.ts';
import { findTable, TABLES } from './template-parts.ts';

let template: Template;

beforeAll(() => {
  template = readDefaultTemplate();
});

describe.each(TABLES)('the table %s', (name) => {
  test('costs nothing while idle: it is on demand', () => {
    expect(findTable(template, name).Properties.BillingMode).toBe('PAY_PER_REQUEST');
  });

  test('lets rows expire by themselves', () => {
    expect(findTable(template, name).Properties.TimeToLiveSpecification).toEqual({
      AttributeName: 'expiresAt',
      Enabled: true,
    });
  });

  test('has a partition and a sort key, both text', () => {
    const { Properties } = findTable(template, name);
    expect(Properties.KeySchema).toEqual([
      { AttributeName: 'pk', KeyType: 'HASH' },
      { AttributeName: 'sk', KeyType: 'RANGE' },
    ]);
    const types = Properties.AttributeDefinitions.map((one: { AttributeType: string }) => one.AttributeType);
    expect(new Set(types)).toEqual(new Set(['S']));
  });

  test('is in one region', () => {
    const { Replicas } = findTable(template, name).Properties;
    expect(Replicas).toHaveLength(1);
    expect(Replicas[0].Region).toEqual({ Ref: 'AWS::Region' });
  });
});

describe('the tables', () => {
  test('are three', () => {
    template.resourceCountIs('AWS::DynamoDB::GlobalTable', 3);
    template.resourceCountIs('AWS::DynamoDB::Table', 0);
  });

  test.each(['People', 'Messages'] as const)(
    'that hold what is worth keeping outlive the stack: %s',
    (name) => {
      const { DeletionPolicy, UpdateReplacePolicy, Properties } = findTable(template, name);
      // Not on a creation that fails: each would leave another pair behind.
      expect([DeletionPolicy, UpdateReplacePolicy]).toEqual(['RetainExceptOnCreate', 'Retain']);
      expect(Properties.Replicas[0].PointInTimeRecoverySpecification).toEqual({
        PointInTimeRecoveryEnabled: true,
      });
    },
  );

  test('that hold open sockets go with the stack', () => {
    const { DeletionPolicy, UpdateReplacePolicy } = findTable(template, 'Connections');
    expect([DeletionPolicy, UpdateReplacePolicy]).toEqual(['Delete', 'Delete']);
  });

  test('answer both directions of a relation: People has the inverse index, with whole items', () => {
    expect(findTable(template, 'People').Properties.GlobalSecondaryIndexes).toEqual([
      {
        IndexName: 'inverse',
        KeySchema: [
          { AttributeName: 'inverse', KeyType: 'HASH' },
          { AttributeName: 'pk', KeyType: 'RANGE' },
        ],
        Projection: { ProjectionType: 'ALL' },
      },
    ]);
    for (const name of ['Connections', 'Messages'] as const) {
      expect(findTable(template, name).Properties.GlobalSecondaryIndexes).toBeUndefined();
    }
  });
});
