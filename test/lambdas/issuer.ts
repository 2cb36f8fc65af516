import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { type CryptoKey, exportJWK, generateKeyPair, type JWTPayload, SignJWT } from 'jose';

/** An OIDC issuer as far as a verifier sees it: a URL with its keys behind it. */
export interface Issuer {
  readonly url: string;
  readonly jwksUri: string;
  /** A good access token for the client `chat`; what is given replaces its claims, undefined takes one away. */
  token(claims?: JWTPayload): Promise<string>;
  /** The same, signed by a key that the issuer doesn't have. */
  forgedToken(claims?: JWTPayload): Promise<string>;
  /** From now on the keys are answered with this status. */
  answerWith(status: number): void;
  stop(): Promise<void>;
}

const KEY_ID = 'key-1';

/** Starts an issuer on a port of its own. */
export async function startIssuer(): Promise<Issuer> {
  const [{ publicKey, privateKey }, other] = await Promise.all([
    generateKeyPair('RS256'),
    generateKeyPair('RS256'),
  ]);
  const jwks = JSON.stringify({
    keys: [{ ...(await exportJWK(publicKey)), kid: KEY_ID, alg: 'RS256', use: 'sig' }],
  });
  let status = 200;
  const server = createServer((_, response) => response.writeHead(status).end(jwks));
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  const url = `http://127.0.0.1:${(server.address() as AddressInfo).port}`;

  function sign(key: CryptoKey, claims: JWTPayload = {}): Promise<string> {
    const now = Math.floor(Date.now() / 1_000);
    const standard = {
      iss: url,
      sub: 'subject-1',
      username: 'user1',
      client_id: 'chat',
      token_use: 'access',
      iat: now,
      exp: now + 3_600,
    };
    const payload = Object.fromEntries(
      Object.entries({ ...standard, ...claims }).filter(([, value]) => value !== undefined),
    );
    return new SignJWT(payload).setProtectedHeader({ alg: 'RS256', kid: KEY_ID }).sign(key);
  }
  return {
    url,
    jwksUri: `${url}/.well-known/jwks.json`,
    token: (claims) => sign(privateKey, claims),
    forgedToken: (claims) => sign(other.privateKey, claims),
    answerWith(next) {
      status = next;
    },
    stop: () =>
      new Promise((resolve) => {
        server.close(() => resolve());
        server.closeAllConnections();
      }),
  };
}
