import { execFileSync } from 'node:child_process';
import { readFileSync } from 'node:fs';
import { join } from 'node:path';

/** What a message goes through, and what the figures are made with. */
const HOT_PATH = ['protocol', 'chat', 'aws', 'lambdas', 'bench'];
const NAMED = 5;

/**
 * Whether figures are of the code as it is. A change of names counts as any other: only another run can tell.
 * @param directory of the project
 * @param file in it, whose head names the commit that was measured
 * @returns a line for whoever reads them
 */
export function checkFigures(
  directory: string,
  file: string,
): { readonly isCurrent: boolean; readonly text: string } {
  const head = readFileSync(join(directory, file), 'utf8').slice(0, 1_000);
  const commit = /at commit ([0-9a-f]{7,40})\b/.exec(head)?.[1];
  if (commit === undefined) return { isCurrent: false, text: `${file} names no commit that was measured.` };
  const changed = findChanged(directory, commit);
  if (changed === undefined)
    return { isCurrent: false, text: `${file} was measured at ${commit}, which this clone doesn't have.` };
  if (changed.length === 0)
    return { isCurrent: true, text: `${file} was measured on this code (${commit}).` };
  const names = changed.slice(0, NAMED).join(', ') + (changed.length > NAMED ? ', …' : '');
  const text = `${file} was measured at ${commit}; files of the message path that have changed since: ${changed.length} (${names}). \`npm run bench\` measures again.`;
  return { isCurrent: false, text };
}

/** Committed or not; undefined for a commit that isn't there, as in a shallow clone. */
function findChanged(directory: string, commit: string): string[] | undefined {
  try {
    const names = execFileSync('git', ['diff', '--name-only', commit, '--', ...HOT_PATH], {
      cwd: directory,
      encoding: 'utf8',
      stdio: ['ignore', 'pipe', 'ignore'],
    });
    return names.split('\n').filter(Boolean);
  } catch {
    return undefined;
  }
}
