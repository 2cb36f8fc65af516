import { readFile, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { PROJECT_DIRECTORY } from '../../../bench/chat-assembly.ts';
import { readCommit } from '../../../bench/commit.ts';
import { describeMachine } from '../../../bench/machine.ts';
import { putPageSection } from '../../../bench/page-section.ts';
import type { Question } from '../../../bench/question.ts';
import { pageUsage, readPageQuestions } from './options.ts';
import { type Asked, listMissed, renderPageSection, renderPart } from './page-section.ts';
import { pageQuestions } from './questions.ts';
import { describeBrowser } from './with-page.ts';

const DOCUMENT = join(PROJECT_DIRECTORY, 'docs', 'performance.md');
/** What the page and its figures are made of. */
const NAMED = /^(react|vite|virtua|@base-ui|playwright-core|esbuild)/;

let asked: ReturnType<typeof readPageQuestions> = 'help';
try {
  asked = readPageQuestions(process.argv.slice(2), pageQuestions);
} catch (error) {
  console.error(`${(error as Error).message}\n\n${pageUsage(pageQuestions)}`);
  process.exit(2);
}
if (asked === 'help') console.log(pageUsage(pageQuestions));
else await measure(asked);
process.exit();

async function measure(questions: readonly Question[]): Promise<void> {
  const browser = await describeBrowser();
  const answered: Asked[] = [];
  for (const question of questions) {
    console.error(`${question.title} …`);
    const answer = await question.ask((text) => console.error(`  ${text}`));
    answered.push([question, answer]);
    console.log(`\n${renderPart([question, answer])}\n`);
  }
  for (const line of listMissed(answered)) console.log(line);
  // As with `npm run bench`: figures of different days don't stand beside each other.
  if (questions.length < pageQuestions.length) return;
  const on = `on ${new Date().toISOString().slice(0, 10)} at commit ${readCommit()}, in ${browser}, on ${describeMachine(NAMED)}`;
  const document = await readFile(DOCUMENT, 'utf8');
  await writeFile(DOCUMENT, putPageSection(document, renderPageSection(answered, on)));
  console.log('Written to docs/performance.md');
}
