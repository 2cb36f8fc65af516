import type { UserPool } from '../identity/user-pool.ts';
import type { ResolvedStacks } from './resolve/resolve-stacks.ts';

export function readUserPools(stack: ResolvedStacks): UserPool[] {
  const clients = stack.ofType('AWS::Cognito::UserPoolClient');
  return stack.ofType('AWS::Cognito::UserPool').map((pool) => ({
    logicalId: pool.logicalId,
    poolId: pool.name,
    issuer: pool.attribute('ProviderURL'),
    clientIds: clients
      .filter((client) => client.property('UserPoolId') === pool.name)
      .map((client) => client.name),
  }));
}
