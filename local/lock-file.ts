import { linkSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { isRunning, markThisProcess, type ProcessMark } from './running-process.ts';

/** What came of asking for a lock: it is ours, or another run's (whose process id is NaN while it is starting). */
export type LockOutcome =
  | { readonly isOurs: true; readonly release: () => void }
  | { readonly isOurs: false; readonly owner: number };

/** Those that this process holds: a lock with our own process id can also be left from a run before a reboot. */
const held = new Set<string>();

/**
 * Takes a lock, which is a file with the holder's process id and when it began; one left by a run that was killed is
 * taken over. Without a pause in between, so that two callers of this process don't meet half-way.
 */
export function takeLock(path: string): LockOutcome {
  if (!tryLock(path)) {
    const owner = readOwner(path);
    if (held.has(path) || (owner.id !== process.pid && isRunning(owner))) {
      return { isOurs: false, owner: owner.id };
    }
    rmSync(path, { force: true });
    if (!tryLock(path)) return { isOurs: false, owner: Number.NaN };
  }
  held.add(path);
  return { isOurs: true, release: () => release(path) };
}

function tryLock(path: string): boolean {
  // Linked into its place with the owner in it: an empty lock would look like one that a crash left.
  const written = `${path}.${process.pid}`;
  const { id, startedAt = '' } = markThisProcess();
  writeFileSync(written, `${id} ${startedAt}`.trim(), { mode: 0o600 });
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
  if (held.delete(path) && readOwner(path).id === process.pid) rmSync(path, { force: true });
}

/** Who holds a lock: NaN when somebody has removed it, or the whole directory, and when it says nothing. */
function readOwner(path: string): ProcessMark {
  try {
    const [id, startedAt] = readFileSync(path, 'utf8').trim().split(' ');
    return { id: Number(id || Number.NaN), ...(startedAt && { startedAt }) };
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code === 'ENOENT') return { id: Number.NaN };
    throw error;
  }
}
