import * as v from 'valibot';
import type {
  DisconnectRule,
  DynamoDbRule,
  FaultPlan,
  InvocationRule,
  PostRule,
  RouteRule,
} from './fault-plan.ts';

/** fault-plan.ts for data that comes from outside. Unknown properties are errors: they are misspelt ones. */

const milliseconds = v.pipe(v.number(), v.minValue(0), v.maxValue(2 ** 31 - 1));
const count = (least: number) => v.pipe(v.number(), v.integer(), v.minValue(least));
const names = v.array(v.pipe(v.string(), v.nonEmpty()));

const chance = {
  share: v.exactOptional(v.pipe(v.number(), v.minValue(0), v.maxValue(1))),
  times: v.exactOptional(count(1)),
};
const applied = { applied: v.exactOptional(v.boolean()) };
const throttle = { action: v.literal('throttle') };
const retryAfter = { retryAfterSeconds: v.exactOptional(count(0)) };
const failure = {
  action: v.literal('error'),
  status: v.exactOptional(v.pipe(v.number(), v.integer(), v.minValue(500), v.maxValue(599))),
  ...applied,
};
const hang = {
  action: v.literal('hang'),
  forMs: milliseconds,
  end: v.exactOptional(v.picklist(['drop', 'answer'])),
  ...applied,
};
const delay = { action: v.literal('hang'), forMs: milliseconds };
const reset = { action: v.literal('reset'), ...applied };
const crash = { action: v.literal('crash'), afterCalls: count(0) };
const functions = { functions: v.exactOptional(names) };

/** What functions call; creating tables and the like is not for them. */
const dynamoDbOperations = [
  'BatchExecuteStatement',
  'BatchGetItem',
  'BatchWriteItem',
  'DeleteItem',
  'ExecuteStatement',
  'ExecuteTransaction',
  'GetItem',
  'PutItem',
  'Query',
  'Scan',
  'TransactGetItems',
  'TransactWriteItems',
  'UpdateItem',
] as const;
const forDynamoDb = {
  ...chance,
  ...functions,
  operations: v.exactOptional(v.array(v.picklist(dynamoDbOperations))),
};
const dynamoDbRule: v.GenericSchema<unknown, DynamoDbRule> = v.variant('action', [
  v.strictObject({ ...forDynamoDb, ...throttle }),
  v.strictObject({ ...forDynamoDb, ...failure }),
  v.strictObject({ ...forDynamoDb, ...hang }),
  v.strictObject({ ...forDynamoDb, ...reset }),
]);

const forPosts = {
  ...chance,
  ...functions,
  by: v.exactOptional(v.picklist(['call', 'connection'])),
  operations: v.exactOptional(v.array(v.picklist(['PostToConnection', 'GetConnection', 'DeleteConnection']))),
};
const postRule: v.GenericSchema<unknown, PostRule> = v.variant('action', [
  v.strictObject({ ...forPosts, ...throttle, ...retryAfter }),
  v.strictObject({ ...forPosts, ...failure }),
  v.strictObject({ ...forPosts, ...hang }),
  v.strictObject({ ...forPosts, ...reset }),
  v.strictObject({ ...forPosts, action: v.literal('gone') }),
]);

const forInvocations = { ...chance, ...functions };
const invocationRule: v.GenericSchema<unknown, InvocationRule> = v.variant('action', [
  v.strictObject({ ...forInvocations, ...throttle, ...retryAfter }),
  v.strictObject({ ...forInvocations, ...failure }),
  v.strictObject({ ...forInvocations, ...hang }),
  v.strictObject({ ...forInvocations, ...reset }),
  v.strictObject({ ...forInvocations, action: v.picklist(['twice', 'lose']) }),
  v.strictObject({ ...forInvocations, ...crash }),
]);

const forRoutes = { ...chance, ...functions, routes: v.exactOptional(names) };
const routeRule: v.GenericSchema<unknown, RouteRule> = v.variant('action', [
  v.strictObject({ ...forRoutes, ...throttle }),
  v.strictObject({ ...forRoutes, action: v.literal('error') }),
  v.strictObject({ ...forRoutes, ...delay }),
  v.strictObject({ ...forRoutes, ...crash }),
]);

const disconnectRule: v.GenericSchema<unknown, DisconnectRule> = v.variant('action', [
  v.strictObject({ ...chance, action: v.literal('lose') }),
  v.strictObject({ ...chance, ...delay }),
]);

const planFor = <R>(rule: v.GenericSchema<unknown, R>) =>
  v.exactOptional(
    v.strictObject({ latencyMs: v.exactOptional(milliseconds), rules: v.exactOptional(v.array(rule)) }),
  );

export const faultPlanSchema: v.GenericSchema<unknown, FaultPlan> = v.strictObject({
  seed: v.exactOptional(v.pipe(v.number(), v.finite())),
  dynamodb: planFor(dynamoDbRule),
  posts: planFor(postRule),
  invocations: planFor(invocationRule),
  routes: planFor(routeRule),
  disconnects: v.exactOptional(disconnectRule),
});
