export type PolicyVerdict =
  | { readonly kind: 'allowed' }
  | { readonly kind: 'denied' }
  | { readonly kind: 'malformed'; readonly problem: string };

const INVOKE_ACTION = 'execute-api:invoke';
/** Elements of IAM's policy language that would change the verdict and that are not emulated. */
const UNSUPPORTED = ['Condition', 'NotAction', 'NotResource', 'Principal', 'NotPrincipal'];

/**
 * Evaluates the policy that an authorizer returned: whether it lets `execute-api:Invoke` through on
 * this ARN. An explicit Deny wins, and what nothing allows is denied (IAM user guide, "Policy
 * evaluation logic"). A statement with an unsupported element makes the policy malformed, so that
 * nobody is let in or kept out by a condition that wasn't looked at.
 */
export function evaluatePolicy(document: unknown, resourceArn: string): PolicyVerdict {
  const statements = isRecord(document) ? toList(document.Statement) : [];
  if (statements.length === 0) return { kind: 'malformed', problem: 'The policy has no Statement' };
  let allowed = false;
  let denied = false;
  for (const statement of statements) {
    const problem = findProblem(statement);
    if (problem) return { kind: 'malformed', problem };
    const { Effect, Action, Resource } = statement as Record<string, unknown>;
    // Actions are matched without regard to case, ARNs with it.
    const actions = toList(Action).map((action) => String(action).toLowerCase());
    const applies =
      actions.some((action) => matchesWildcards(action, INVOKE_ACTION)) &&
      toList(Resource).some((resource) => matchesWildcards(String(resource), resourceArn));
    if (applies && Effect === 'Allow') allowed = true;
    if (applies && Effect === 'Deny') denied = true;
  }
  return { kind: allowed && !denied ? 'allowed' : 'denied' };
}

function findProblem(statement: unknown): string | undefined {
  if (!isRecord(statement)) return 'A statement is not an object';
  const unsupported = UNSUPPORTED.find((name) => statement[name] !== undefined);
  if (unsupported) return `The local gateway doesn't evaluate ${unsupported} in an authorizer's policy`;
  if (statement.Effect !== 'Allow' && statement.Effect !== 'Deny') return 'Effect is neither Allow nor Deny';
  if (!isStringList(statement.Action)) return 'A statement has no Action';
  if (!isStringList(statement.Resource)) return 'A statement has no Resource';
  return undefined;
}

/** `*` stands for any run of characters and `?` for one; a run may cross an ARN's colons and slashes. */
function matchesWildcards(pattern: string, text: string): boolean {
  const source = pattern
    .replace(/[.+^${}()|[\]\\]/g, '\\$&')
    .replace(/\*+/g, '.*')
    .replaceAll('?', '.');
  return new RegExp(`^${source}$`, 's').test(text);
}

function isStringList(value: unknown): boolean {
  const list = toList(value);
  return list.length > 0 && list.every((item) => typeof item === 'string');
}

/** IAM takes one thing wherever it takes a list. */
function toList(value: unknown): readonly unknown[] {
  if (value === undefined) return [];
  return Array.isArray(value) ? value : [value];
}

function isRecord(value: unknown): value is Record<string, unknown> {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}
