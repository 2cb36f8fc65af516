import type { UserPool, UserPoolClient } from '../user-pool.ts';
import type { Parameters } from './parameters.ts';
import { isCodeChallenge } from './pkce.ts';
import { addParameters, isAllowedRedirect } from './redirect-uri.ts';
import { mayAskFor, splitScope } from './scopes.ts';

/** What a page asks for when it sends its user to sign in. */
export interface AuthorizeRequest {
  readonly client: UserPoolClient;
  readonly redirectUri: string;
  /** Separated by spaces. */
  readonly scope: string;
  readonly codeChallenge: string;
  readonly state: string | undefined;
  readonly nonce: string | undefined;
  /** Who is going to sign in, as the page believes. */
  readonly loginHint: string | undefined;
}

export type CheckedAuthorizeRequest =
  | { readonly kind: 'asked'; readonly request: AuthorizeRequest }
  /** The browser may be sent nowhere: a sentence for a person to read. */
  | { readonly kind: 'refused'; readonly reason: string }
  /** The page is told, by a redirect to this URI. */
  | { readonly kind: 'failed'; readonly location: string };

interface Fault {
  /** Source: RFC 6749 4.1.2.1 and OpenID Connect Core 3.1.2.6. */
  readonly error: string;
  /** In the characters that RFC 6749 allows: no quotes but the apostrophe. */
  readonly description: string;
}

/** Checks a request for a code, of a public client: with PKCE. Source: RFC 6749 4.1.1, OpenID Connect Core 3.1.2.1. */
export function checkAuthorizeRequest(parameters: Parameters, pool: UserPool): CheckedAuthorizeRequest {
  const clientId = parameters.get('client_id');
  const redirectUri = parameters.get('redirect_uri');
  const client = pool.clients.find((one) => one.clientId === clientId);
  const reason = ['client_id', 'redirect_uri'].includes(parameters.repeated ?? '')
    ? `“${parameters.repeated}” comes more than once.`
    : client
      ? describeRedirectFault(redirectUri, client)
      : describeClientFault(clientId, pool);
  if (!client || redirectUri === undefined || reason !== undefined) {
    return { kind: 'refused', reason: reason ?? '' };
  }
  const state = parameters.get('state');
  const fault = findFault(parameters, client);
  if (fault) {
    const { error, description } = fault;
    return {
      kind: 'failed',
      location: addParameters(redirectUri, { error, error_description: description, state }),
    };
  }
  return {
    kind: 'asked',
    request: {
      client,
      redirectUri,
      scope: splitScope(parameters.get('scope') ?? '').join(' '),
      codeChallenge: parameters.get('code_challenge') ?? '',
      state,
      nonce: parameters.get('nonce'),
      loginHint: parameters.get('login_hint'),
    },
  };
}

function describeClientFault(clientId: string | undefined, pool: UserPool): string {
  const known = pool.clients.map((one) => one.clientId).join(', ');
  const what = clientId === undefined ? '“client_id” is missing' : `“${shorten(clientId)}” is no client`;
  return known === ''
    ? `The user pool “${pool.logicalId}” has no app client, so nobody can sign in.`
    : `${what}: the user pool “${pool.logicalId}” has ${known}.`;
}

function describeRedirectFault(
  uri: string | undefined,
  { callbackUrls }: UserPoolClient,
): string | undefined {
  if (uri === undefined) {
    return '“redirect_uri” is missing.';
  }
  const listed =
    callbackUrls.length > 0 ? `, nor a callback URL of the client (${callbackUrls.join(', ')})` : '';
  return isAllowedRedirect(uri, callbackUrls)
    ? undefined
    : `The redirect_uri “${shorten(uri)}” is no page of this machine, such as http://localhost:5173/${listed}. ` +
        'It may have no fragment (#) and no user name (@).';
}

function findFault(parameters: Parameters, client: UserPoolClient): Fault | undefined {
  const { get, repeated } = parameters;
  const invalid = (description: string): Fault => ({ error: 'invalid_request', description });
  if (repeated !== undefined) {
    return invalid('A parameter comes more than once.');
  }
  for (const name of ['request', 'request_uri']) {
    if (get(name) !== undefined) {
      return { error: `${name}_not_supported`, description: `${name} is not supported here.` };
    }
  }
  const responseType = get('response_type');
  if (responseType !== 'code') {
    return responseType === undefined
      ? invalid('response_type is missing: it must be code.')
      : { error: 'unsupported_response_type', description: 'response_type must be code.' };
  }
  if ((get('response_mode') ?? 'query') !== 'query') {
    return invalid('response_mode must be query.');
  }
  return findPkceFault(parameters) ?? findScopeFault(parameters, client) ?? findPromptFault(parameters);
}

function findPkceFault({ get }: Parameters): Fault | undefined {
  const error = 'invalid_request';
  const challenge = get('code_challenge');
  if (challenge === undefined) {
    return { error, description: 'code_challenge is missing: a public client needs PKCE (RFC 7636).' };
  }
  if (get('code_challenge_method') !== 'S256') {
    return { error, description: 'code_challenge_method must be S256.' };
  }
  return isCodeChallenge(challenge)
    ? undefined
    : { error, description: 'code_challenge must be a SHA-256 hash in base64url: 43 letters.' };
}

function findScopeFault({ get }: Parameters, client: UserPoolClient): Fault | undefined {
  const error = 'invalid_scope';
  const scopes = splitScope(get('scope') ?? '');
  if (!scopes.includes('openid')) {
    return { error, description: 'scope must hold openid.' };
  }
  return scopes.every((scope) => mayAskFor(client, scope))
    ? undefined
    : { error, description: 'scope holds one that the client may not ask for: see AllowedOAuthScopes.' };
}

/** Nobody is ever signed in before: without a cookie, two tabs can be two users. */
function findPromptFault({ get }: Parameters): Fault | undefined {
  const prompts = splitScope(get('prompt') ?? '');
  if (!prompts.includes('none')) {
    return undefined;
  }
  return prompts.length === 1
    ? { error: 'login_required', description: 'The local run keeps no sessions: the user has to sign in.' }
    : { error: 'invalid_request', description: 'prompt may hold nothing beside none.' };
}

const shorten = (text: string) => (text.length > 200 ? `${text.slice(0, 200)}…` : text);
