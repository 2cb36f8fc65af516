import { mkdir, readFile, rename, writeFile } from 'node:fs/promises';
import { dirname } from 'node:path';
import {
  type CryptoKey,
  calculateJwkThumbprint,
  exportJWK,
  generateKeyPair,
  importJWK,
  type JWK,
  jwtVerify,
  SignJWT,
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
 * @throws StartError when the file holds no key that can sign, or can't be read or written.
 */
export async function loadIssuerKey(path?: string): Promise<IssuerKey> {
  const kept = path === undefined ? undefined : await readKey(path);
  if (path !== undefined && kept) {
    return kept;
  }
  const { privateKey } = await generateKeyPair('RS256', { extractable: true });
  const jwk = await exportJWK(privateKey);
  if (path !== undefined) {
    await writeKey(path, jwk).catch((cause: Error) => {
      throw new StartError(`The key of the local issuer can't be written to ${path} (${cause.message}).`, {
        cause,
      });
    });
  }
  return toIssuerKey(jwk);
}

/** Renamed into its place: a run that is killed, or has no space, leaves no half of a key. */
async function writeKey(path: string, jwk: JWK): Promise<void> {
  const written = `${path}.new`;
  await mkdir(dirname(path), { recursive: true, mode: 0o700 });
  await writeFile(written, `${JSON.stringify(jwk)}\n`, { mode: 0o600 });
  await rename(written, path);
}

async function readKey(path: string): Promise<IssuerKey | undefined> {
  let text: string;
  try {
    text = await readFile(path, 'utf8');
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code === 'ENOENT') {
      return undefined;
    }
    throw new StartError(
      `The key of the local issuer in ${path} can't be read (${(error as Error).message}).`,
      {
        cause: error,
      },
    );
  }
  try {
    const key = await toIssuerKey(JSON.parse(text) as JWK);
    await tryKey(key);
    return key;
  } catch (cause) {
    throw new StartError(
      `${path} holds no key that can sign: delete it to make a new one (tokens made before end then).`,
      { cause },
    );
  }
}

/** Signs with a key and verifies that: a number that was damaged makes a key, too, but not one whose parts fit. */
async function tryKey({ privateKey, publicJwk }: IssuerKey): Promise<void> {
  const token = await new SignJWT({}).setProtectedHeader({ alg: 'RS256' }).sign(privateKey);
  await jwtVerify(token, await importJWK(publicJwk, 'RS256'));
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
