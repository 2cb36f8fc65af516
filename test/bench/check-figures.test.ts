import { execFileSync } from 'node:child_process';
import { mkdir, mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, test } from '@jest/globals';
import { checkFigures } from '../../bench/check-figures.ts';

let project: string;
const git = (...args: string[]) => execFileSync('git', args, { cwd: project, encoding: 'utf8' }).trim();
const commitAll = (message: string) => {
  git('add', '-A');
  git('-c', 'user.name=t', '-c', 'user.email=t@example.com', 'commit', '-qm', message);
};

beforeEach(async () => {
  project = await mkdtemp(join(tmpdir(), 'figures-'));
  git('init', '-q');
  for (const folder of ['chat', 'docs', 'local', 'protocol', 'aws', 'lambdas', 'bench']) {
    await mkdir(join(project, folder));
    await writeFile(join(project, folder, 'a.ts'), 'first');
  }
  commitAll('first');
  const commit = git('rev-parse', '--short', 'HEAD');
  await writeFile(
    join(project, 'docs', 'figures.md'),
    `Written on some day at commit ${commit}, on a machine.`,
  );
  commitAll('figures');
});
afterEach(() => rm(project, { recursive: true }));

describe('the figures', () => {
  test('are current while only what no message goes through has changed', async () => {
    await writeFile(join(project, 'local', 'a.ts'), 'second');
    commitAll('second');
    expect(checkFigures(project, 'docs/figures.md')).toMatchObject({ isCurrent: true });
  });

  test('are old once a file of the message path has changed, committed or not', async () => {
    await writeFile(join(project, 'chat', 'a.ts'), 'second');
    const { isCurrent, text } = checkFigures(project, 'docs/figures.md');
    expect([isCurrent, text]).toEqual([false, expect.stringContaining('since: 1 (chat/a.ts)')]);
    commitAll('second');
    expect(checkFigures(project, 'docs/figures.md').isCurrent).toBe(false);
  });

  test('of a commit that the clone lacks, or of none, are said to be so', async () => {
    await writeFile(join(project, 'docs', 'figures.md'), 'Written at commit 0123456, on a machine.');
    expect(checkFigures(project, 'docs/figures.md').text).toContain('0123456, which this clone doesn');
    await writeFile(join(project, 'docs', 'figures.md'), 'Written on a machine.');
    expect(checkFigures(project, 'docs/figures.md').text).toContain('names no commit');
  });
});
