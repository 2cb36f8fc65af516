import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { base64url, type CryptoKey, decodeJwt, exportSPKI, generateKeyPair, importJWK, SignJWT } from 'jose';

/** Makes bad tokens of a good one: the local issuer's own key is in the data directory. */
export async function createForger(dataDirectory: string) {
  const jwk = JSON.parse(await readFile(join(dataDirectory, 'issuer-key.json'), 'utf8'));
  const { d, p, q, dp, dq, qi, ...publicJwk } = jwk;
  const issuerKey = await importJWK(jwk, 'RS256');
  const publicKey = (await importJWK(publicJwk, 'RS256', { extractable: true })) as CryptoKey;
  const sign = (good: string, changes: Record<string, unknown>, key: Awaited<typeof issuerKey> = issuerKey) =>
    new SignJWT({ ...decodeJwt(good), ...changes }).setProtectedHeader(readHeader(good)).sign(key);

  return {
    /** The same claims but for some, and signed as the issuer does. */
    changed: (good: string, changes: Record<string, unknown>) => sign(good, changes),
    /** Signed by somebody else under the issuer's key id. */
    async otherKey(good: string) {
      return sign(good, {}, (await generateKeyPair('RS256')).privateKey);
    },
    unsigned(good: string) {
      const header = base64url.encode(JSON.stringify({ alg: 'none', kid: readHeader(good).kid }));
      return `${header}.${good.split('.')[1]}.`;
    },
    /** HS256 with the public key as the secret, for a verifier that believes the token's own `alg`. */
    async publicKeyAsSecret(good: string) {
      const secret = new TextEncoder().encode(await exportSPKI(publicKey));
      return new SignJWT(decodeJwt(good))
        .setProtectedHeader({ alg: 'HS256', kid: readHeader(good).kid })
        .sign(secret);
    },
  };
}

function readHeader(token: string): { alg: string; kid: string } {
  return JSON.parse(new TextDecoder().decode(base64url.decode(token.split('.')[0] ?? '')));
}
