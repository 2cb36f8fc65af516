import { once } from 'node:events';
import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { type CryptoKey, exportJWK, exportSPKI, generateKeyPair, type JWK, SignJWT } from 'jose';

/** An issuer's keys behind a real HTTP server, and tokens signed with them. */
export interface KeyServer {
  readonly issuer: string;
  readonly jwksUri: string;
  readonly publicJwk: JWK;
  readonly publicPem: string;
  /** How often the keys were asked for. */
  requests(): number;
  /** From now on answers so, until told otherwise. */
  answer(status: number, body: string): void;
  /** A token signed with the key that the server shows. */
  sign(claims: Claims, header?: { kid?: string; alg?: string }): Promise<string>;
  close(): Promise<void>;
}

/** Claims as a test writes them; those that are undefined are left out. */
export type Claims = Record<string, unknown>;

// One pair for all servers: to make one takes longer than all that is done with it.
const issuerKeys = generateKeyPair('RS256', { extractable: true });

export async function startKeyServer(kid = 'key-1'): Promise<KeyServer> {
  const { publicKey, privateKey } = await issuerKeys;
  const publicJwk = { ...(await exportJWK(publicKey)), kid, alg: 'RS256', use: 'sig' };
  const good = { status: 200, body: JSON.stringify({ keys: [publicJwk] }) };
  let requests = 0;
  let answer = good;
  const server = createServer((_request, response) => {
    requests++;
    response.writeHead(answer.status, { 'content-type': 'application/json' }).end(answer.body);
  });
  await once(server.listen(0, '127.0.0.1'), 'listening');
  const issuer = `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
  return {
    issuer,
    jwksUri: `${issuer}/jwks.json`,
    publicJwk,
    publicPem: await exportSPKI(publicKey),
    requests: () => requests,
    answer: (status, body) => {
      answer = { status, body };
    },
    sign: (claims, header = {}) => signWith(privateKey, claims, { kid, ...header }),
    async close() {
      server.closeAllConnections();
      await new Promise((resolve) => server.close(resolve));
    },
  };
}

/** Signs claims with any key, for example one that isn't the issuer's. */
export function signWith(
  key: CryptoKey | Uint8Array,
  claims: Claims,
  { alg = 'RS256', kid = 'key-1' }: { alg?: string; kid?: string } = {},
): Promise<string> {
  const given = Object.entries(claims).filter(([, value]) => value !== undefined);
  return new SignJWT(Object.fromEntries(given)).setProtectedHeader({ alg, kid }).sign(key);
}
