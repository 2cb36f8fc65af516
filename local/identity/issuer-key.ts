import { mkdir, readFile, writeFile } from 'node:fs/promises';
import { dirname } from 'node:path';
import {
  type CryptoKey,
  calculateJwkThumbprint,
  exportJWK,
  generateKeyPair,
  importJWK,
  type JWK,
} from 'jose';
import { StartError } from '../start-error.ts';

/** The key that signs the local issuer's tokens. */
export interface IssuerKey {
  readonly keyId: string;
  readonly privateKey: CryptoKey;
  /** As the issuer's JWKS shows it. */
  readonly publicJwk: JWK;
}

/**
 * Reads the key, or makes it and writes it, readable by its owner only. It is kept because tokens have to
 * outlive a restart.
 *
 * @param path Absent: the key lives in memory.
 * @throws StartError when the file holds no key.
 */
export async function loadIssuerKey(path?: string): Promise<IssuerKey> {
  const kept = path === undefined ? undefined : await readKey(path);
  if (kept) {
    return toIssuerKey(kept);
  }
  const { privateKey } = await generateKeyPair('RS256', { extractable: true });
  const jwk = await exportJWK(privateKey);
  if (path !== undefined) {
    await mkdir(dirname(path), { recursive: true });
    await writeFile(path, `${JSON.stringify(jwk)}\n`, { mode: 0o600 });
  }
  return toIssuerKey(jwk);
}

async function readKey(path: string): Promise<JWK | undefined> {
  let text: string;
  try {
    text = await readFile(path, 'utf8');
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code === 'ENOENT') {
      return undefined;
    }
    throw error;
  }
  try {
    return JSON.parse(text) as JWK;
  } catch (cause) {
    throw new StartError(`${path} holds no key: delete it to make a new one (tokens made before end then).`, {
      cause,
    });
  }
}

async function toIssuerKey(jwk: JWK): Promise<IssuerKey> {
  const { kty, n, e } = jwk;
  const publicPart = { kty, n, e } as JWK;
  const keyId = await calculateJwkThumbprint(publicPart);
  return {
    keyId,
    privateKey: (await importJWK(jwk, 'RS256')) as CryptoKey,
    publicJwk: { ...publicPart, kid: keyId, alg: 'RS256', use: 'sig' },
  };
}
