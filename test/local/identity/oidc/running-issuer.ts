import { createHash, randomUUID } from 'node:crypto';
import { createIdentityProvider } from '../../../../local/identity/identity-provider.ts';
import type { UserPool, UserPoolClient } from '../../../../local/identity/user-pool.ts';
import { listen } from '../../../../local/local-server.ts';
import { routeRequests } from '../../../../local/route-requests.ts';

export const poolId = 'us-east-1_POOL12345';
export const issuer = `https://cognito-idp.us-east-1.amazonaws.com/${poolId}`;
/** Where the page is that signs in. */
export const page = 'http://localhost:5173/';

const describeClient = (clientId: string, more: Partial<UserPoolClient> = {}): UserPoolClient => ({
  clientId,
  callbackUrls: [],
  logoutUrls: [],
  scopes: [],
  ...more,
});

const pool: UserPool = {
  logicalId: 'Users',
  poolId,
  issuer,
  groups: [],
  clients: [
    describeClient('chat', {
      callbackUrls: ['https://d1.cloudfront.net/', 'chat-app://back'],
      logoutUrls: ['https://d1.cloudfront.net/bye'],
      scopes: ['openid', 'profile'],
    }),
    describeClient('other'),
  ],
};

export interface RunningIssuer {
  readonly url: string;
  /** Of the pool: `{url}/{pool id}`. */
  readonly base: string;
  /** Sets the clock forward. */
  pass(milliseconds: number): void;
  stop(): Promise<void>;
}

/** The issuer behind the local run's own server, with its check of origins. */
export async function startIssuer(options: { readonly keyPath?: string } = {}): Promise<RunningIssuer> {
  let passed = 0;
  const identity = createIdentityProvider({
    ...options,
    pools: [pool],
    now: () => Date.now() + passed,
    randomId: randomUUID,
  });
  const server = await listen(0);
  server.serve(
    routeRequests({
      apiHost: 'api.example',
      ownHosts: new Set(),
      stageName: 'chat',
      services: [identity.handleRequest],
      gateway: { handleRequest: () => false, handleUpgrade: (_request, socket) => socket.destroy() },
      distributions: [],
    }),
  );
  const url = `http://127.0.0.1:${server.port}`;
  return {
    url,
    base: `${url}/${poolId}`,
    pass(milliseconds) {
      passed += milliseconds;
    },
    stop: server.close,
  };
}

const verifier = 'a-verifier-of-at-least-forty-three-characters';
const challenge = createHash('sha256').update(verifier).digest('base64url');

/** What a page asks with; a field that is undefined is left out. */
export type Asked = Readonly<Record<string, string | undefined>>;

export function toQuery(fields: Asked): string {
  const given = Object.entries(fields).filter((entry): entry is [string, string] => entry[1] !== undefined);
  return new URLSearchParams(given).toString();
}

export const askedBy = (changed: Asked = {}): Asked => ({
  client_id: 'chat',
  redirect_uri: page,
  response_type: 'code',
  scope: 'openid',
  code_challenge: challenge,
  code_challenge_method: 'S256',
  state: 'the-state',
  nonce: 'the-nonce',
  ...changed,
});

/** Asks to sign in, as a browser that is led there. */
export function authorize({ base }: RunningIssuer, changed?: Asked): Promise<Response> {
  return fetch(`${base}/oauth2/authorize?${toQuery(askedBy(changed))}`, { redirect: 'manual' });
}

/** Sends the sign-in page's form, to where the page says. */
export async function logIn(running: RunningIssuer, username: string, changed?: Asked): Promise<Response> {
  const text = await (await authorize(running, changed)).text();
  const [, action = ''] = /<form method="post" action="([^"]*)"/.exec(text) ?? [];
  return fetch(running.url + action.replaceAll('&amp;', '&'), {
    method: 'POST',
    headers: { origin: running.url },
    body: new URLSearchParams({ username }),
    redirect: 'manual',
  });
}

/** What the page gets back in its address. */
export function readReturn(response: Response): URL {
  return new URL(response.headers.get('location') ?? 'none:');
}

export async function getCode(running: RunningIssuer, username: string, changed?: Asked): Promise<string> {
  return readReturn(await logIn(running, username, changed)).searchParams.get('code') ?? '';
}

export interface Answer {
  readonly status: number;
  readonly headers: Headers;
  readonly body: Readonly<Record<string, string>>;
}

export async function postForm(
  url: string,
  fields: Asked,
  headers: Record<string, string> = {},
): Promise<Answer> {
  const response = await fetch(url, {
    method: 'POST',
    headers: { 'content-type': 'application/x-www-form-urlencoded', ...headers },
    body: toQuery(fields),
  });
  const text = await response.text();
  return {
    status: response.status,
    headers: response.headers,
    body: text === '' ? {} : (JSON.parse(text) as Answer['body']),
  };
}

/** Presents a code as the page does that has asked for it. */
export function redeem({ base }: RunningIssuer, code: string, changed: Asked = {}): Promise<Answer> {
  return postForm(`${base}/oauth2/token`, {
    grant_type: 'authorization_code',
    client_id: 'chat',
    code,
    redirect_uri: page,
    code_verifier: verifier,
    ...changed,
  });
}

export function refresh(
  { base }: RunningIssuer,
  token: string | undefined,
  changed: Asked = {},
): Promise<Answer> {
  return postForm(`${base}/oauth2/token`, {
    grant_type: 'refresh_token',
    client_id: 'chat',
    refresh_token: token,
    ...changed,
  });
}

/** Signs a user in from the first click to the tokens. */
export async function signIn(
  running: RunningIssuer,
  username = 'user1',
  changed?: Asked,
): Promise<Answer['body']> {
  return (await redeem(running, await getCode(running, username, changed))).body;
}

export const askUserInfo = ({ base }: RunningIssuer, token: string | undefined): Promise<Response> =>
  fetch(`${base}/oauth2/userInfo`, { headers: token ? { authorization: `Bearer ${token}` } : {} });
