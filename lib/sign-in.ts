import { Fn, Stack } from 'aws-cdk-lib';
import type { Construct } from 'constructs';
import type { PageSignIn } from '../web/page-settings.ts';
import type { Settings } from './settings.ts';

/** How a page signs in with the operator's own issuer. @returns undefined when no client of it is named */
export function signInAtIssuer({
  tokenIssuer,
  signInClientId,
  signInScope = 'openid',
  signInAudience,
}: Settings): PageSignIn | undefined {
  if (tokenIssuer === undefined || signInClientId === undefined) return undefined;
  return {
    issuer: tokenIssuer,
    metadataUrl: `${tokenIssuer.replace(/\/$/, '')}/.well-known/openid-configuration`,
    clientId: signInClientId,
    scope: signInScope,
    ...(signInAudience && { audience: signInAudience }),
  };
}

/**
 * The origins that a page connects to, and is led to, when it signs in: for its Content-Security-Policy. They name no
 * resource of the stack, so what stands before the pool may use them.
 * @returns none when no page can sign in
 */
export function listSignInOrigins(scope: Construct, settings: Settings): string[] {
  const { tokenIssuer, signInClientId, signInOrigins, signInDomainPrefix, cloudFront, page, pageUrls } =
    settings;
  if (tokenIssuer !== undefined) {
    if (signInClientId === undefined) return [];
    return [tokenIssuer.split('/').slice(0, 3).join('/'), ...(signInOrigins?.split(',') ?? [])];
  }
  if (!(cloudFront && page) && pageUrls === undefined) return [];
  const { region, urlSuffix } = Stack.of(scope);
  return [`https://cognito-idp.${region}.${urlSuffix}`, signInDomain(scope, signInDomainPrefix).url];
}

/** Where a pool's sign-in pages are. Source: Cognito developer guide, "Configuring a user pool domain". */
export function signInDomain(scope: Construct, chosen?: string): { prefix: string; url: string } {
  const { region, stackId } = Stack.of(scope);
  // No two accounts of a region may have the same. CloudFormation's own id of the stack is a UUID: nobody else's, the same as
  // long as the stack is there, and of hexadecimal digits, which spell none of the words that Cognito forbids (aws,
  // amazon, cognito). The account's number with a name would do, too, and show that number to everybody.
  const prefix = chosen ?? `chat-${Fn.select(2, Fn.split('/', stackId))}`;
  return { prefix, url: `https://${prefix}.auth.${region}.amazoncognito.com` };
}
