import { afterAll, beforeAll, describe, expect, test } from '@jest/globals';
import {
  type Asked,
  askedBy,
  authorize,
  logIn,
  page,
  poolId,
  type RunningIssuer,
  readReturn,
  startIssuer,
  toQuery,
} from './running-issuer.ts';

let issuer: RunningIssuer;
beforeAll(async () => {
  issuer = await startIssuer();
});
afterAll(() => issuer.stop());

const markup = `"><script>alert('x')</script>&amp;`;

describe('the sign-in page', () => {
  test('asks for a name, without scripts or styles of its own, in no cache and in no frame', async () => {
    const response = await authorize(issuer);
    expect(response.status).toBe(200);
    expect(Object.fromEntries(response.headers)).toMatchObject({
      'content-type': 'text/html; charset=utf-8',
      'cache-control': 'no-store',
      'content-security-policy':
        "default-src 'none'; style-src 'self'; img-src data:; form-action 'self' http://localhost:5173; base-uri 'none'; frame-ancestors 'none'",
      'x-content-type-options': 'nosniff',
      'x-frame-options': 'DENY',
      'referrer-policy': 'same-origin',
    });
    const text = await response.text();
    expect(text).toContain('Type a name, be that user');
    expect(text).toContain('<label for="username">');
    expect(text).toMatch(/<input id="username" name="username"[^>]* autofocus[^>]* autocomplete="username"/);
    expect(text).toMatch(/<html lang="en">/);
    expect(text).not.toMatch(/<script|<style|style=|aria-invalid/);
    expect(response.headers.get('set-cookie')).toBeNull();
  });

  test('has its look from a file beside it', async () => {
    const text = await (await authorize(issuer)).text();
    const [, path = ''] = /<link rel="stylesheet" href="([^"]+)"/.exec(text) ?? [];
    const style = await fetch(issuer.url + path);
    expect([style.status, style.headers.get('content-type')]).toEqual([200, 'text/css; charset=utf-8']);
    expect(await style.text()).toContain('prefers-color-scheme: dark');
  });

  test('is also where Cognito has it, under /login', async () => {
    const response = await fetch(`${issuer.base}/login?${toQuery(askedBy())}`);
    expect(await response.text()).toContain('<form method="post"');
  });

  test('begins with the name that the page hints at', async () => {
    expect(await (await authorize(issuer, { login_hint: 'user1' })).text()).toContain('value="user1"');
  });

  test.each(['login', 'consent', 'select_account', 'login consent'])(
    'is shown for prompt=%s',
    async (prompt) => {
      expect((await authorize(issuer, { prompt })).status).toBe(200);
    },
  );

  test.each(['state', 'nonce', 'login_hint'])('shows markup in %s as text', async (name) => {
    const text = await (await authorize(issuer, { [name]: markup })).text();
    expect(text).not.toMatch(/<script|alert\('/);
  });

  test('shows markup in an unknown parameter, sent as it is, as text', async () => {
    const query = `${toQuery(askedBy())}&x='><b>"><script>`;
    const text = await (await fetch(`${issuer.base}/oauth2/authorize?${query}`)).text();
    expect(text).not.toMatch(/<script|<b>/);
  });

  test.each([
    ['http://127.0.0.1:3000/callback?a=1', 'http://127.0.0.1:3000'],
    ['http://localhost/', 'http://localhost'],
    // A policy can't name such a host.
    ['http://[::1]:5173/', 'http:'],
    ['https://d1.cloudfront.net/', 'https://d1.cloudfront.net'],
    ['chat-app://back', 'chat-app:'],
  ])('for %s lets its form lead there: %s', async (redirect_uri, source) => {
    const response = await authorize(issuer, { redirect_uri });
    expect(response.status).toBe(200);
    expect(response.headers.get('content-security-policy')).toContain(`form-action 'self' ${source};`);
  });
});

describe('a wrong link to the sign-in', () => {
  test.each<[string, Asked, RegExp]>([
    ['no client', { client_id: undefined }, /client_id” is missing: the user pool “Users” has chat, other/],
    ['an unknown client', { client_id: 'chatt' }, /“chatt” is no client/],
    ['markup for a client', { client_id: markup }, /“&quot;&gt;&lt;script&gt;/],
    ['no way back', { redirect_uri: undefined }, /“redirect_uri” is missing/],
    [
      'a way back elsewhere',
      { redirect_uri: 'https://evil.example/' },
      /“https:\/\/evil.example\/” is no page of this machine/,
    ],
    ['markup for a way back', { redirect_uri: markup }, /&lt;script&gt;/],
  ])('with %s is a page that says so, and leads nowhere', async (_, changed, reason) => {
    const response = await authorize(issuer, changed);
    expect([response.status, response.headers.get('location')]).toEqual([400, null]);
    expect(response.headers.get('content-security-policy')).toContain("form-action 'none'");
    const text = await response.text();
    expect(text).toMatch(reason);
    expect(text).not.toContain('<script');
  });

  test.each([
    'http://evil.example/',
    'http://localhost.evil.example/',
    'http://localhost@evil.example/',
    'http://user@localhost:5173/',
    'http://127.0.0.1.evil.example/',
    'http://127.0.0.2/',
    'http://evil.example\\@localhost/',
    'http://evil.example#@localhost/',
    'http://localhost:5173/#',
    'https://localhost:5173/',
    '//evil.example/',
    '/callback',
    'javascript:alert(1)',
    'data:text/html,x',
    'https://d1.cloudfront.net',
    'https://d1.cloudfront.net/?next=https://evil.example',
    'https://d1.cloudfront.net.evil.example/',
    'chat-app://back/further',
  ])('leads nobody to %s, neither from the page nor by its form', async (redirect_uri) => {
    const query = toQuery(askedBy({ redirect_uri }));
    const responses = [
      await authorize(issuer, { redirect_uri, scope: 'none' }),
      await authorize(issuer, { redirect_uri }),
      await fetch(`${issuer.base}/login?${query}`, {
        method: 'POST',
        body: new URLSearchParams({ username: 'user1' }),
        redirect: 'manual',
      }),
    ];
    expect(responses.map(({ status }) => status)).toEqual([400, 400, 400]);
    expect(responses.map(({ headers }) => headers.get('location'))).toEqual([null, null, null]);
  });

  test.each(['client_id', 'redirect_uri'])('that has %s twice leads nowhere', async (name) => {
    const query = `${toQuery(askedBy())}&${name}=x`;
    const response = await fetch(`${issuer.base}/oauth2/authorize?${query}`, { redirect: 'manual' });
    expect(response.status).toBe(400);
    expect(await response.text()).toContain(`“${name}” comes more than once`);
  });
});

describe('a page that asks wrongly', () => {
  test.each<[Asked, string]>([
    [{ response_type: undefined }, 'invalid_request'],
    [{ response_type: 'token' }, 'unsupported_response_type'],
    [{ response_mode: 'fragment' }, 'invalid_request'],
    [{ code_challenge: undefined }, 'invalid_request'],
    [{ code_challenge: 'short' }, 'invalid_request'],
    [{ code_challenge: 'x'.repeat(44) }, 'invalid_request'],
    [{ code_challenge_method: undefined }, 'invalid_request'],
    [{ code_challenge_method: 'plain' }, 'invalid_request'],
    [{ scope: undefined }, 'invalid_scope'],
    [{ scope: 'profile' }, 'invalid_scope'],
    // As on AWS: the client's template doesn't list it.
    [{ scope: 'openid email' }, 'invalid_scope'],
    [{ request: 'eyJ' }, 'request_not_supported'],
    [{ request_uri: 'https://page.example/request' }, 'request_uri_not_supported'],
    [{ prompt: 'none' }, 'login_required'],
    [{ prompt: 'none login' }, 'invalid_request'],
  ])('with %j is told by %s', async (changed, error) => {
    const state = 'a state & <more>';
    const response = await authorize(issuer, { state, ...changed });
    expect(response.status).toBe(302);
    const back = readReturn(response);
    expect(back.origin + back.pathname).toBe(page);
    expect(Object.fromEntries(back.searchParams)).toEqual({
      error,
      // RFC 6749 4.1.2.1.
      error_description: expect.stringMatching(/^[\x20\x21\x23-\x5b\x5d-\x7e]+$/),
      state,
    });
  });

  test('with a parameter twice is told so', async () => {
    const query = `${toQuery(askedBy())}&scope=openid`;
    const response = await fetch(`${issuer.base}/oauth2/authorize?${query}`, { redirect: 'manual' });
    expect(readReturn(response).searchParams.get('error')).toBe('invalid_request');
  });

  test('keeps what its address has beside, and gets no state that it has not sent', async () => {
    const redirect_uri = `${page}?room=a%20b`;
    const response = await authorize(issuer, { redirect_uri, state: undefined, prompt: 'none' });
    const location = response.headers.get('location') ?? '';
    expect(location.startsWith(`${redirect_uri}&error=login_required&`)).toBe(true);
    expect(readReturn(response).searchParams.has('state')).toBe(false);
  });

  test('may ask for any scope of Cognito’s as a client whose template lists none', async () => {
    expect((await authorize(issuer, { client_id: 'other', scope: 'openid email' })).status).toBe(200);
    const refused = await authorize(issuer, { client_id: 'other', scope: 'openid offline_access' });
    expect(readReturn(refused).searchParams.get('error')).toBe('invalid_scope');
  });
});

describe('the form', () => {
  test('leads back with a code and the state, as it was', async () => {
    const state = `a state & ${markup}`;
    const response = await logIn(issuer, 'user1', { state });
    expect([response.status, response.headers.get('cache-control')]).toEqual([303, 'no-store']);
    const back = readReturn(response);
    expect(back.origin + back.pathname).toBe(page);
    expect(Object.fromEntries(back.searchParams)).toEqual({ code: expect.stringMatching(/./), state });
  });

  test.each([
    ['', 'A name has 1 to 128 characters.'],
    ['   ', 'A name has 1 to 128 characters.'],
    ['a'.repeat(129), 'A name has 1 to 128 characters.'],
    ['two words', 'no spaces'],
    ['a\u0000b', 'no spaces'],
  ])('with the name %j comes back with what is wrong, beside the field', async (name, fault) => {
    const response = await logIn(issuer, name);
    expect(response.status).toBe(400);
    const text = await response.text();
    expect(text).toMatch(/<input [^>]* aria-invalid="true" aria-describedby="fault">/);
    expect(/<p id="fault" class="fault">(.*)<\/p>/.exec(text)?.[1]).toContain(fault);
    expect(text).toContain('<title>Error: Sign in</title>');
    expect(response.headers.get('content-security-policy')).toContain('http://localhost:5173');
  });

  test('shows markup in a name as text', async () => {
    const text = await (await logIn(issuer, `two ${markup}`)).text();
    expect(text).toContain('value="two &quot;&gt;&lt;script&gt;');
    expect(text).not.toContain('<script');
  });

  test('of a page of another site is not taken', async () => {
    for (const origin of ['https://evil.example', 'null']) {
      const response = await fetch(`${issuer.base}/login?${toQuery(askedBy())}`, {
        method: 'POST',
        headers: { origin },
        body: new URLSearchParams({ username: 'user1' }),
        redirect: 'manual',
      });
      expect(response.status).toBe(403);
    }
  });

  test('without what it was asked for tells the page, too', async () => {
    const response = await fetch(`${issuer.base}/login?${toQuery(askedBy({ code_challenge: undefined }))}`, {
      method: 'POST',
      body: new URLSearchParams({ username: 'user1' }),
      redirect: 'manual',
    });
    expect([response.status, readReturn(response).searchParams.get('error')]).toEqual([
      303,
      'invalid_request',
    ]);
  });

  test('of more than 64 KB is refused', async () => {
    expect((await logIn(issuer, 'a'.repeat(70_000))).status).toBe(413);
  });
});

test.each([
  ['POST', '/oauth2/authorize', 'GET'],
  ['PUT', '/login', 'GET, POST'],
  ['POST', '/logout', 'GET'],
  ['GET', '/oauth2/token', 'POST'],
  ['GET', '/oauth2/revoke', 'POST'],
])('%s %s is answered with what to send', async (method, path, allow) => {
  const response = await fetch(issuer.base + path, { method });
  expect([response.status, response.headers.get('allow')]).toEqual([405, allow]);
});

test.each([`/${poolId}/oauth2/`, `/${poolId}/constructor`, `/${poolId}`, '/us-east-1_OTHER/login'])(
  '%s is no address of the issuer',
  async (path) => {
    expect((await fetch(issuer.url + path)).status).toBe(404);
  },
);
