import { type BaseIssue, safeParse } from 'valibot';
import type { FaultPlan, ServicePlan } from './fault-plan.ts';
import { faultPlanSchema } from './fault-plan-schema.ts';
import type { KindPlan, Rule } from './rule.ts';

/** A fault plan is wrong; the message names the part. */
export class FaultPlanError extends Error {
  override readonly name = 'FaultPlanError';
}

/** A plan that has been checked, with every default filled in. */
export interface CheckedPlan {
  readonly seed: number;
  readonly dynamodb: KindPlan;
  readonly posts: KindPlan;
  readonly invocations: KindPlan;
  readonly routes: KindPlan;
  readonly disconnects: KindPlan;
}

/** What of a stack a plan may name. */
export interface StackNames {
  readonly functions: readonly { readonly name: string; readonly logicalId: string }[];
  readonly routeKeys: readonly string[];
}

/** @throws FaultPlanError when it has not a plan's form. */
export function parseFaultPlan(plan: unknown): FaultPlan {
  const result = safeParse(faultPlanSchema, plan, { abortEarly: true });
  if (!result.success) {
    throw new FaultPlanError(describeIssue(result.issues[0]));
  }
  return result.output;
}

/** @throws FaultPlanError when it has not a plan's form, or names a function or a route that the stack hasn't. */
export function checkFaultPlan(plan: unknown, names: StackNames): CheckedPlan {
  const { seed = 1, dynamodb, posts, invocations, routes, disconnects } = parseFaultPlan(plan);
  const complete = (kind: string, part: ServicePlan<Partial<Rule>> = {}): KindPlan => ({
    latencyMs: part.latencyMs ?? 0,
    rules: (part.rules ?? []).map((rule, index) => completeRule(`${kind}.rules[${index}]`, rule, names)),
  });
  const checked = {
    seed,
    dynamodb: complete('dynamodb', dynamodb),
    posts: complete('posts', posts),
    invocations: complete('invocations', invocations),
    routes: complete('routes', routes),
    disconnects: {
      latencyMs: 0,
      rules: disconnects ? [completeRule('disconnects', disconnects, names)] : [],
    },
  };
  const onlyPosts = { operations: ['PostToConnection'] };
  const { latencyMs, rules } = checked.posts;
  return { ...checked, posts: { latencyMs, rules: rules.map((rule) => ({ ...onlyPosts, ...rule })) } };
}

function completeRule(key: string, rule: Partial<Rule>, { functions, routeKeys }: StackNames): Rule {
  const unknownRoute = rule.routes?.find((route) => !routeKeys.includes(route));
  if (unknownRoute !== undefined) {
    throw new FaultPlanError(
      `${key}.routes names "${unknownRoute}", and the stack has ${routeKeys.join(', ')}.`,
    );
  }
  return {
    ...(rule as Rule),
    key,
    share: rule.share ?? 1,
    ...(rule.functions && { functions: rule.functions.map((name) => findFunction(key, name, functions)) }),
  };
}

function findFunction(key: string, wanted: string, functions: StackNames['functions']): string {
  const exact = functions.filter(({ name, logicalId }) => name === wanted || logicalId === wanted);
  const found = exact.length > 0 ? exact : functions.filter(({ logicalId }) => logicalId.includes(wanted));
  const [only] = found;
  if (!only || found.length > 1) {
    const choice = (only ? found : functions).map(({ logicalId }) => logicalId).join(', ');
    throw new FaultPlanError(
      `${key}.functions names "${wanted}", which ${only ? 'could be' : 'is no function of the stack; it has'} ${choice}.`,
    );
  }
  return only.name;
}

/** Such as `posts.rules[1].share: Invalid value: Expected <=1 but received 2`. */
function describeIssue({ path, message }: BaseIssue<unknown>): string {
  const where = (path ?? [])
    .map(({ key }) => (typeof key === 'number' ? `[${key}]` : `.${String(key)}`))
    .join('')
    .replace(/^\./, '');
  return `${where || 'The plan'}: ${message}.`;
}
