import { mkdtemp, readdir, readFile, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { expect, test } from '@jest/globals';
import { makeReference, REFERENCE } from './make-reference.ts';

async function textsIn(folder: string): Promise<Record<string, string>> {
  const names = await readdir(folder, { recursive: true });
  const pages = names.filter((name) => name.endsWith('.md'));
  const texts = pages.sort().map(async (name) => [name, await readFile(join(folder, name), 'utf8')]);
  return Object.fromEntries(await Promise.all(texts));
}

test('the SDK’s reference is what its types make now; if not: npm run docs', async () => {
  const folder = await mkdtemp(join(tmpdir(), 'chat-sdk-reference-test-'));
  try {
    await makeReference(folder);
    expect(await textsIn(REFERENCE)).toEqual(await textsIn(folder));
  } finally {
    await rm(folder, { recursive: true, force: true });
  }
}, 300_000);

test('it names what everything is: nothing is just an object, or anything', async () => {
  for (const [name, text] of Object.entries(await textsIn(REFERENCE)))
    expect([name, text.match(/.*(`object`|`any`).*/g)]).toEqual([name, null]);
});
