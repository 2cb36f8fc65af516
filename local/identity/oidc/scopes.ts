import type { UserPoolClient } from '../user-pool.ts';

/** Cognito's own. Source: Cognito developer guide, "Scopes, M2M, and resource servers". */
export const standardScopes = ['openid', 'profile', 'email', 'phone', 'aws.cognito.signin.user.admin'];

/** @returns whether the client may ask for it: as on AWS, for what its template lists; without a list, for Cognito's own */
export function mayAskFor(client: UserPoolClient, scope: string): boolean {
  return (client.scopes.length > 0 ? client.scopes : standardScopes).includes(scope);
}

export const splitScope = (scope: string): string[] => scope.split(' ').filter((part) => part !== '');
