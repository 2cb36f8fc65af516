import { generateKeyPairSync } from 'node:crypto';
import { mkdir, readdir, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, test } from '@jest/globals';
import { loadIssuerKey } from '../../../local/identity/issuer-key.ts';
import { StartError } from '../../../local/start-error.ts';
import { makeTemporaryDirectory, type TemporaryDirectory } from '../fixtures/temporary-directory.ts';

let temporary: TemporaryDirectory;
let path: string;

beforeEach(async () => {
  temporary = await makeTemporaryDirectory();
  path = join(temporary.path, 'issuer-key.json');
});
afterEach(() => temporary.remove());

type Jwk = Record<string, string>;
const [kept, { n: otherModulus = '' }] = [1, 2].map(
  () => generateKeyPairSync('rsa', { modulusLength: 2048 }).privateKey.export({ format: 'jwk' }) as Jwk,
) as [Jwk, Jwk];

test('a key that another program made is the issuer’s', async () => {
  await writeFile(path, JSON.stringify(kept));
  expect((await loadIssuerKey(path)).publicJwk).toMatchObject({ n: kept.n, e: kept.e });
});

test('the issuer’s key is the same the next time, and nothing else is left beside it', async () => {
  const made = await loadIssuerKey(path);
  expect((await loadIssuerKey(path)).publicJwk).toEqual(made.publicJwk);
  expect(await readdir(temporary.path)).toEqual(['issuer-key.json']);
});

describe('an issuer’s key that can’t sign is told by the name of its file, and what to do', () => {
  test.each<[string, () => unknown]>([
    ['is empty', () => ''],
    ['is cut', () => JSON.stringify(kept).slice(0, 200)],
    ['is no JSON', () => 'key'],
    ['holds null', () => null],
    ['holds a list', () => []],
    ['holds nothing', () => ({})],
    ['is a public key', () => ({ kty: kept.kty, n: kept.n, e: kept.e })],
    ['lacks a number', () => ({ ...kept, d: undefined })],
    ['has a number of another key', () => ({ ...kept, n: otherModulus })],
    [
      'is too small',
      () => generateKeyPairSync('rsa', { modulusLength: 1024 }).privateKey.export({ format: 'jwk' }),
    ],
    [
      'is of another kind',
      () => generateKeyPairSync('ec', { namedCurve: 'P-256' }).privateKey.export({ format: 'jwk' }),
    ],
    ['is a shared secret', () => ({ kty: 'oct', k: 'c2VjcmV0' })],
  ])('as it %s', async (_name, damage) => {
    const damaged = damage();
    await writeFile(path, typeof damaged === 'string' ? damaged : JSON.stringify(damaged));
    const loading = loadIssuerKey(path);
    await expect(loading).rejects.toThrow(StartError);
    await expect(loading).rejects.toThrow(`${path} holds no key that can sign: delete it to make a new one`);
  });

  test('as it is a directory', async () => {
    await mkdir(path);
    await expect(loadIssuerKey(path)).rejects.toThrow(StartError);
    await expect(loadIssuerKey(path)).rejects.toThrow(path);
  });
});
