import { execFile } from 'node:child_process';
import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { promisify } from 'node:util';

const root = fileURLToPath(new URL('../..', import.meta.url));
const run = promisify(execFile);

/** Where the reference is. */
export const REFERENCE = join(root, 'docs', 'sdk', 'reference');

/**
 * Writes the SDK's reference, as TypeDoc makes it of the declarations that are shipped.
 * @param out a folder, whose contents go
 * @throws Error also when a type that is exported names one that isn't
 */
export async function makeReference(out: string): Promise<void> {
  const folder = await mkdtemp(join(tmpdir(), 'chat-sdk-reference-'));
  try {
    const built = join(folder, 'client');
    await run(process.execPath, [join(root, 'client', 'build.mjs'), built]);
    const entries = ['client', 'client/react', 'testing'].map((entry) =>
      join(built, 'types', entry, 'index.d.ts'),
    );
    const tsconfig = join(folder, 'tsconfig.json');
    const compilerOptions = {
      lib: ['es2022'],
      module: 'nodenext',
      types: [],
      strict: true,
      skipLibCheck: true,
      // It is made outside of the project, which has the types.
      paths: { react: [join(root, 'node_modules', '@types', 'react', 'index.d.ts')] },
    };
    await writeFile(tsconfig, JSON.stringify({ compilerOptions, files: entries }));
    const flags = [
      '--out',
      out,
      '--tsconfig',
      tsconfig,
      ...entries.flatMap((entry) => ['--entryPoints', entry]),
    ];
    // By npm, which knows where the generator is and that it brings another TypeScript.
    await run('npm', ['run', '--silent', '--workspace', 'docs/sdk', 'typedoc', '--', ...flags], {
      cwd: root,
    });
  } catch (error) {
    const { stdout = '', stderr = '' } = error as { readonly stdout?: string; readonly stderr?: string };
    throw new Error(`The reference was not made: ${String(error)}\n${stdout}${stderr}`, { cause: error });
  } finally {
    await rm(folder, { recursive: true, force: true });
  }
}
