import { readFile } from 'node:fs/promises';
import { expect, test } from '@jest/globals';
import { USAGE } from '../../terminal/command-line.ts';
import { usageOf } from '../../terminal/commands/command.ts';
import { COMMANDS } from '../../terminal/commands/table.ts';
import { EXIT } from '../../terminal/exit-codes.ts';

const readme = await readFile(new URL('../../terminal/README.md', import.meta.url), 'utf8');

test.each(COMMANDS)('the README of the terminal lists /$name as /help does', (command) => {
  const others = command.aliases?.map((alias) => `\`/${alias}\``).join(', ');
  const summary = `${command.summary}${others ? ` (also ${others})` : ''}`;
  expect(readme).toContain(`\n| \`${usageOf(command)}\` | ${summary} |\n`);
});

test('it lists the options, and the exit codes', () => {
  const options = Array.from(
    USAGE.matchAll(/^ {2}(?:-h, )?(--[\w-]+(?: [A-Z]+)?)/gm),
    ([, option]) => option,
  );
  expect(options).toHaveLength(11);
  for (const option of options) expect(readme).toContain(`\n| \`${option}\` | `);
  for (const code of Object.values(EXIT)) expect(readme).toMatch(new RegExp(`^\\| ${code} \\| `, 'm'));
});
