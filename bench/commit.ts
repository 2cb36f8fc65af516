import { execFileSync } from 'node:child_process';
import { PROJECT_DIRECTORY } from './chat-assembly.ts';

/** The commit that is checked out, for who reads the figures later; with `+` when files but those of docs/ have changed since. */
export function readCommit(): string {
  const git = (...args: string[]) =>
    execFileSync('git', args, { cwd: PROJECT_DIRECTORY, encoding: 'utf8' }).trim();
  const isChanged = git('status', '--porcelain', '--untracked-files=no', '--', ':!docs') !== '';
  return `${git('rev-parse', '--short', 'HEAD')}${isChanged ? '+' : ''}`;
}
