import { chmod, mkdir, readdir, stat } from 'node:fs/promises';
import { dirname, join } from 'node:path';

const ownerOnlyDirectory = 0o700;
const ownerOnlyFile = 0o600;

/**
 * Makes a directory that only its owner can look into, and makes what is in one that exists its owner's alone.
 *
 * @param isOurs Whether a name in it is one of ours. With any other it is somebody's, `/tmp` perhaps: then only ours
 *   are made private, and not the directory.
 */
export async function makePrivateDirectory(path: string, isOurs: (name: string) => boolean): Promise<void> {
  await makeDirectory(path);
  const entries = await readdir(path, { withFileTypes: true });
  if (entries.every(({ name }) => isOurs(name))) {
    await restrict(path, ownerOnlyDirectory);
  }
  for (const entry of entries.filter(({ name }) => isOurs(name))) {
    await makePrivate(join(path, entry.name), entry.isDirectory(), entry.isFile());
  }
}

/**
 * Makes a directory, and those above it that are missing. (Node's own `recursive` tries for ever where the directory
 * above is there and takes none, as in `/proc`.)
 */
async function makeDirectory(path: string): Promise<void> {
  const make = () => mkdir(path, { mode: ownerOnlyDirectory });
  try {
    await make();
  } catch (error) {
    const { code } = error as NodeJS.ErrnoException;
    if (code === 'EEXIST' && (await stat(path)).isDirectory()) return;
    const above = dirname(path);
    const isAboveMissing = await stat(above).then(
      () => false,
      () => above !== path,
    );
    if (code !== 'ENOENT' || !isAboveMissing) throw error;
    await makeDirectory(above);
    await make();
  }
}

async function makePrivate(path: string, isDirectory: boolean, isFile: boolean): Promise<void> {
  if (isFile) {
    await restrict(path, ownerOnlyFile);
  } else if (isDirectory) {
    await restrict(path, ownerOnlyDirectory);
    for (const entry of await readdir(path, { withFileTypes: true })) {
      await makePrivate(join(path, entry.name), entry.isDirectory(), entry.isFile());
    }
  }
}

async function restrict(path: string, mode: number): Promise<void> {
  await chmod(path, mode).catch((error: NodeJS.ErrnoException) => {
    // Somebody else's, who lets us use it: who may read it is theirs to say.
    if (error.code !== 'EPERM') throw error;
  });
}
