import type { UserPool } from '../identity/user-pool.ts';
import type { ResolvedStack } from './resolve-stack.ts';

export function readUserPools(stack: ResolvedStack): UserPool[] {
  const clients = stack.ofType('AWS::Cognito::UserPoolClient');
  return stack.ofType('AWS::Cognito::UserPool').map(({ logicalId, name }) => ({
    logicalId,
    poolId: name,
    issuer: stack.attribute(logicalId, 'ProviderURL'),
    clientIds: clients
      .filter((client) => client.property('UserPoolId') === name)
      .map((client) => client.name),
  }));
}
