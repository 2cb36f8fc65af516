import { readFile, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, test } from '@jest/globals';
import { synthesize } from '../../../local/synthesis/synthesize.ts';
import { makeTemporaryDirectory, type TemporaryDirectory } from '../fixtures/temporary-directory.ts';

let temporary: TemporaryDirectory;
let directory: string;

beforeEach(async () => {
  temporary = await makeTemporaryDirectory();
  directory = temporary.path;
  // A stand-in for a CDK app: it writes down how it was run.
  await write(
    'app.mjs',
    `
    import { writeFileSync } from 'node:fs';
    writeFileSync(process.env.CDK_OUTDIR + '/manifest.json', process.env.CDK_CONTEXT_JSON);
  `,
  );
  await write('cdk.json', JSON.stringify({ app: 'node app.mjs', context: { a: 'file', b: 'file' } }));
});
afterEach(() => temporary.remove());

function write(name: string, text: string): Promise<void> {
  return writeFile(join(directory, name), text);
}

describe('an app', () => {
  test('is run with the context of cdk.json and of the command line, which wins', async () => {
    const { assembly, isReused } = await synthesize({ directory, context: { b: 'line' } });
    expect(isReused).toBe(false);
    expect(assembly).toBe(join(directory, 'cdk.out'));
    expect(JSON.parse(await readFile(join(assembly, 'manifest.json'), 'utf8'))).toEqual({
      a: 'file',
      b: 'line',
    });
  });

  test('is not run again when nothing has changed', async () => {
    await synthesize({ directory });
    expect(await synthesize({ directory })).toMatchObject({ isReused: true });
  });

  test.each<[string, () => Promise<unknown>]>([
    [
      'a source changes',
      () =>
        write(
          'app.mjs',
          `${'//'}\nimport fs from 'node:fs'; fs.writeFileSync(process.env.CDK_OUTDIR + '/manifest.json', '{}');`,
        ),
    ],
    ['a source is added', () => write('more.ts', '')],
    ['the lock file changes', () => write('package-lock.json', '{}')],
    ['kept look-ups change', () => write('cdk.context.json', '{"c":1}')],
    ['somebody else wrote the assembly', () => write('cdk.out/manifest.json', '{"other":true}')],
  ])('is run again when %s', async (_name, change) => {
    await synthesize({ directory });
    await change();
    expect(await synthesize({ directory })).toMatchObject({ isReused: false });
  });

  test('is run once by two who start together', async () => {
    const both = await Promise.all([synthesize({ directory }), synthesize({ directory })]);
    expect(both.map(({ isReused }) => isReused).sort()).toEqual([false, true]);
  });

  test('is run again with other context', async () => {
    await synthesize({ directory });
    expect(await synthesize({ directory, context: { a: 'x' } })).toMatchObject({ isReused: false });
  });

  test("is not run again for a file that cdk.json's watch excludes", async () => {
    await write(
      'cdk.json',
      JSON.stringify({ app: 'node app.mjs', watch: { include: ['**'], exclude: ['docs'] } }),
    );
    await synthesize({ directory });
    await write('docs', 'new');
    expect(await synthesize({ directory })).toMatchObject({ isReused: true });
  });

  test('that fails is shown with what it printed, and is run again the next time', async () => {
    await synthesize({ directory });
    await write('app.mjs', 'console.error("bad stack"); process.exit(7);');
    await expect(synthesize({ directory })).rejects.toThrow(/exit code 7.*npx cdk synth.*bad stack/s);
    await expect(synthesize({ directory })).rejects.toThrow(/exit code 7/);
  });

  test('that is not there is missed with what to do', async () => {
    await write('cdk.json', '{}');
    await expect(synthesize({ directory })).rejects.toThrow(/No cdk.json with an "app".*--app DIR/);
  });
});
