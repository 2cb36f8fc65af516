import { Fn, Stack } from 'aws-cdk-lib';
import type { Construct } from 'constructs';
import type { Settings } from './settings.ts';

/**
 * What a page must know to sign its users in, as a public client by OpenID Connect's authorization code flow with PKCE. To
 * be written as JSON; values may be tokens of CDK.
 */
export interface SignIn {
  /** As tokens carry it in `iss`. */
  readonly issuer: string;
  readonly clientId: string;
  /** Separated by spaces. */
  readonly scope: string;
  /** Goes with the request as `audience`. @default - none: the issuer needs none */
  readonly audience?: string;
  /** Where the issuer describes itself. @default - at `<issuer>/.well-known/openid-configuration` */
  readonly metadataUrl?: string;
  /** Takes `client_id` and `logout_uri`, and leads back there. @default - the metadata's `end_session_endpoint` */
  readonly signOutUrl?: string;
}

/** How a page signs in with the operator's own issuer. @returns undefined when no client of it is named */
export function signInAtIssuer({
  tokenIssuer,
  signInClientId,
  signInScope = 'openid',
  signInAudience,
}: Settings): SignIn | undefined {
  if (tokenIssuer === undefined || signInClientId === undefined) return undefined;
  return {
    issuer: tokenIssuer,
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
  const { tokenIssuer, signInClientId, signInDomainPrefix, cloudFront, pageUrls } = settings;
  if (tokenIssuer !== undefined) {
    return signInClientId === undefined ? [] : [tokenIssuer.split('/').slice(0, 3).join('/')];
  }
  if (!cloudFront && pageUrls === undefined) return [];
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
