import { linkSync, readFileSync, rmSync, writeFileSync } from 'node:fs';

/** What came of asking for a lock: it is ours, or another run's (whose process id is NaN while it is starting). */
export type LockOutcome =
  | { readonly isOurs: true; readonly release: () => void }
  | { readonly isOurs: false; readonly owner: number };

/** Those that this process holds: a lock with our own process id can also be left from a run before a reboot. */
const held = new Set<string>();

/**
 * Takes a lock, which is a file with the holder's process id; one left by a run that was killed is taken over.
 * Without a pause in between, so that two callers of this process don't meet half-way.
 */
export function takeLock(path: string): LockOutcome {
  if (!tryLock(path)) {
    const owner = Number(readOwner(path) || Number.NaN);
    if (held.has(path) || (owner !== process.pid && isRunning(owner))) return { isOurs: false, owner };
    rmSync(path, { force: true });
    if (!tryLock(path)) return { isOurs: false, owner: Number.NaN };
  }
  held.add(path);
  return { isOurs: true, release: () => release(path) };
}

function tryLock(path: string): boolean {
  // Linked into its place with the owner in it: an empty lock would look like one that a crash left.
  const written = `${path}.${process.pid}`;
  writeFileSync(written, String(process.pid));
  try {
    linkSync(written, path);
    return true;
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code === 'EEXIST') return false;
    throw error;
  } finally {
    rmSync(written, { force: true });
  }
}

function release(path: string): void {
  if (held.delete(path) && readOwner(path) === String(process.pid)) rmSync(path, { force: true });
}

/** Who holds a lock; undefined when somebody has removed it, or the whole directory. */
function readOwner(path: string): string | undefined {
  try {
    return readFileSync(path, 'utf8');
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code === 'ENOENT') return undefined;
    throw error;
  }
}

function isRunning(processId: number): boolean {
  if (!Number.isSafeInteger(processId) || processId <= 0) return false;
  try {
    process.kill(processId, 0);
    return true;
  } catch (error) {
    // EPERM: it runs, as somebody else's.
    return (error as NodeJS.ErrnoException).code === 'EPERM';
  }
}
