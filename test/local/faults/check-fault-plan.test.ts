import { expect, test } from '@jest/globals';
import { checkFaultPlan } from '../../../local/faults/check-fault-plan.ts';

const names = {
  functions: [
    { name: 'Chat-ConnectFunctionA1', logicalId: 'ConnectFunctionA1' },
    { name: 'Chat-DisconnectFunctionB2', logicalId: 'DisconnectFunctionB2' },
  ],
  routeKeys: ['$authorizer', '$connect', '$default'],
};
const check = (plan: unknown) => checkFaultPlan(plan, names);

test('an empty plan delays and fails nothing', () => {
  const nothing = { latencyMs: 0, rules: [] };
  expect(check({})).toEqual({
    seed: 1,
    dynamodb: nothing,
    posts: nothing,
    invocations: nothing,
    routes: nothing,
    disconnects: nothing,
  });
});

test('a plan has its defaults filled in, and its rules have their places', () => {
  const plan = {
    seed: 3,
    posts: { latencyMs: 10, rules: [{ action: 'gone' }, { share: 0.1, by: 'connection', action: 'reset' }] },
    disconnects: { share: 0.5, action: 'lose' },
  };
  const operations = ['PostToConnection'];
  expect(check(plan)).toMatchObject({
    seed: 3,
    posts: {
      latencyMs: 10,
      rules: [
        { key: 'posts.rules[0]', action: 'gone', share: 1, operations },
        { key: 'posts.rules[1]', action: 'reset', share: 0.1, by: 'connection', operations },
      ],
    },
    disconnects: { rules: [{ key: 'disconnects', share: 0.5, action: 'lose' }] },
  });
});

test.each(['Chat-ConnectFunctionA1', 'ConnectFunctionA1', 'Connect'])('a function is found as %s', (name) => {
  const { dynamodb } = check({ dynamodb: { rules: [{ action: 'reset', functions: [name] }] } });
  expect(dynamodb.rules[0]?.functions).toEqual(['Chat-ConnectFunctionA1']);
});

const withRule = (kind: string, rule: object) => ({ [kind]: { rules: [{ action: 'throttle' }, rule] } });

test.each<[string, unknown, RegExp]>([
  ['that is no object', 'slow', /^The plan: .*Object/],
  ['for something else', { dynamo: {} }, /^dynamo: .*never/],
  ['with a negative latency', { posts: { latencyMs: -1 } }, /^posts\.latencyMs: .*>=0/],
  [
    'with a share over 1',
    withRule('posts', { action: 'gone', share: 2 }),
    /^posts\.rules\[1\]\.share: .*<=1/,
  ],
  [
    'with an unknown action',
    withRule('posts', { action: 'explode' }),
    /^posts\.rules\[1\]\.action: .*"explode"/,
  ],
  [
    "with another kind's action",
    withRule('dynamodb', { action: 'gone' }),
    /^dynamodb\.rules\[1\]\.action: .*"gone"/,
  ],
  [
    'with a misspelt property',
    withRule('posts', { action: 'gone', shares: 1 }),
    /^posts\.rules\[1\]\.shares: /,
  ],
  ['with a hang of no length', withRule('posts', { action: 'hang' }), /^posts\.rules\[1\]\.forMs: /],
  ['with a crash at no call', withRule('routes', { action: 'crash' }), /^routes\.rules\[1\]\.afterCalls: /],
  [
    'with a status that is no failure',
    withRule('posts', { action: 'error', status: 404 }),
    /^posts\.rules\[1\]\.status: .*>=500/,
  ],
  [
    'with an unknown operation',
    withRule('dynamodb', { action: 'reset', operations: ['putItem'] }),
    /^dynamodb\.rules\[1\]\.operations\[0\]: .*"putItem"/,
  ],
  [
    'with an unknown route',
    withRule('routes', { action: 'error', routes: ['$conect'] }),
    /^routes\.rules\[1\]\.routes names "\$conect".*\$connect/,
  ],
  [
    'with an unknown function',
    withRule('posts', { action: 'gone', functions: ['Deliver'] }),
    /^posts\.rules\[1\]\.functions names "Deliver", which is no function.*ConnectFunctionA1/,
  ],
  [
    'with a name for two functions',
    withRule('posts', { action: 'gone', functions: ['Function'] }),
    /which could be ConnectFunctionA1, DisconnectFunctionB2/,
  ],
  ['with disconnects that fail', { disconnects: { action: 'error' } }, /^disconnects\.action: /],
])('a plan %s is refused with the part that is wrong', (_name, plan, message) => {
  expect(() => check(plan)).toThrow(message);
});
