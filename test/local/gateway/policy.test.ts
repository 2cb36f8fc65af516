import { describe, expect, test } from '@jest/globals';
import { evaluatePolicy } from '../../../local/gateway/handshake/policy.ts';

const ARN = 'arn:aws:execute-api:eu-west-1:123456789012:abc123defg/prod/$connect';

function allow(more: object) {
  return { Effect: 'Allow', Action: 'execute-api:Invoke', Resource: ARN, ...more };
}

describe('a policy', () => {
  test.each<[string, unknown, string]>([
    ['naming action and resource', [allow({})], 'allowed'],
    ['that is one statement and no list', allow({}), 'allowed'],
    ['for any resource', [allow({ Resource: '*' })], 'allowed'],
    ['for any action', [allow({ Action: '*' })], 'allowed'],
    ['for any action of the service', [allow({ Action: ['execute-api:*'] })], 'allowed'],
    ['with the action in another case', [allow({ Action: 'execute-api:invoke' })], 'allowed'],
    ['for any route', [allow({ Resource: ARN.replace('$connect', '*') })], 'allowed'],
    ['with a wildcard for one character', [allow({ Resource: ARN.replace('prod', 'pr?d') })], 'allowed'],
    ['for one of several resources', [allow({ Resource: ['arn:aws:s3:::x', ARN] })], 'allowed'],
    ['for another route', [allow({ Resource: ARN.replace('$connect', 'x') })], 'denied'],
    ['for another action', [allow({ Action: 'execute-api:ManageConnections' })], 'denied'],
    ['where a dot stands for itself', [allow({ Resource: ARN.replace(':', '.') })], 'denied'],
    ['with an Allow and a Deny', [allow({}), allow({ Effect: 'Deny', Resource: '*' })], 'denied'],
    ['with a Deny for something else', [allow({}), allow({ Effect: 'Deny', Resource: 'x' })], 'allowed'],
    ['without statements', [], 'malformed'],
    ['without an effect', [allow({ Effect: undefined })], 'malformed'],
    ['without an action', [allow({ Action: undefined })], 'malformed'],
    ['without a resource', [allow({ Resource: [] })], 'malformed'],
    ['with a condition', [allow({ Condition: {} })], 'malformed'],
    ['with a statement that is a string', ['Allow'], 'malformed'],
  ])('%s is judged', (_what, Statement, verdict) => {
    expect(evaluatePolicy({ Version: '2012-10-17', Statement }, ARN).kind).toBe(verdict);
  });

  test('that is no object is malformed', () => {
    expect(evaluatePolicy('Allow', ARN)).toEqual({
      kind: 'malformed',
      problem: 'The policy has no Statement',
    });
  });
});
