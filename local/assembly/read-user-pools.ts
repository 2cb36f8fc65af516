import type { UserPool } from '../identity/user-pool.ts';
import type { LocalResource } from './resolve/resolve-stack.ts';
import type { ResolvedStacks } from './resolve/resolve-stacks.ts';

export function readUserPools(stack: ResolvedStacks): UserPool[] {
  const clients = stack.ofType('AWS::Cognito::UserPoolClient');
  const groups = stack.ofType('AWS::Cognito::UserPoolGroup');
  const domains = stack.ofType('AWS::Cognito::UserPoolDomain');
  return stack.ofType('AWS::Cognito::UserPool').map((pool) => {
    const domain = domains.find((one) => one.propertyWithAnyName('UserPoolId') === pool.name);
    return {
      logicalId: pool.logicalId,
      poolId: pool.name,
      issuer: pool.attribute('ProviderURL'),
      groups: groups
        .filter((group) => group.property('UserPoolId') === pool.name)
        .map((group) => String(group.propertyWithAnyName('GroupName'))),
      clients: clients
        .filter((client) => client.property('UserPoolId') === pool.name)
        .map((client) => ({
          clientId: client.name,
          callbackUrls: readList(client, 'CallbackURLs'),
          logoutUrls: readList(client, 'LogoutURLs'),
          scopes: readList(client, 'AllowedOAuthScopes'),
        })),
      ...(domain && { domainHost: nameHost(domain) }),
    };
  });
}

/** What no local run has may be in it, the address of another page for example. */
function readList(resource: LocalResource, property: string): string[] {
  const list = resource.propertyWithAnyName(property);
  return Array.isArray(list) ? list.map(String) : [];
}

/** A prefix becomes a host of Cognito's; of a custom domain the whole is given. */
function nameHost(domain: LocalResource): string {
  const name = String(domain.propertyWithAnyName('Domain'));
  const isCustom = domain.propertyWithAnyName('CustomDomainConfig') !== undefined;
  return isCustom ? name : `${name}.auth.${domain.place.region}.amazoncognito.com`;
}
