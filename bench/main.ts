import { readFile, writeFile } from 'node:fs/promises';
import { PROJECT_DIRECTORY } from './chat-assembly.ts';
import { checkFigures } from './check-figures.ts';
import { readCommit } from './commit.ts';
import { describeMachine } from './machine.ts';
import { renderAnswer } from './markdown.ts';
import { readQuestions, usage } from './options.ts';
import { readPageSection } from './page-section.ts';
import type { Answer, Question } from './question.ts';
import { questions } from './questions.ts';

const DOCS = new URL('../docs/', import.meta.url);

let asked: ReturnType<typeof readQuestions> = 'help';
try {
  asked = readQuestions(process.argv.slice(2), questions);
} catch (error) {
  console.error(`${(error as Error).message}\n\n${usage(questions)}`);
  process.exit(2);
}
if (asked === 'help') console.log(usage(questions));
else if (asked === 'check') check();
else await measure(asked);
process.exit();

function check(): void {
  const { isCurrent, text } = checkFigures(PROJECT_DIRECTORY, 'docs/performance.md');
  console.log(text);
  process.exitCode = isCurrent ? 0 : 1;
}

async function measure(asked: readonly Question[]): Promise<void> {
  // Only a whole run is written down: figures of different days don't stand beside each other.
  const isWhole = asked.length === questions.length;
  const sections: string[] = [];
  for (const question of asked) {
    const answer = await ask(question);
    if (answer.plot && isWhole) await writeFile(new URL(answer.plot.file, DOCS), answer.plot.svg);
    const section = renderAnswer(question, answer);
    console.log(`\n${section}\n`);
    sections.push(section);
  }
  if (!isWhole) return;
  const document = new URL('performance.md', DOCS);
  const pageSection = readPageSection(await readFile(document, 'utf8'));
  const parts = [renderHead(), ...sections, ...(pageSection === undefined ? [] : [pageSection])];
  await writeFile(document, `${parts.join('\n\n')}\n`);
  console.log('Written to docs/performance.md');
}

async function ask(question: Question): Promise<Answer> {
  console.error(`${question.title} …`);
  return question.ask((text) => console.error(`  ${text}`));
}

function renderHead(): string {
  const date = new Date().toISOString().slice(0, 10);
  return [
    '# Performance',
    `Written by \`npm run bench\` on ${date} at commit ${readCommit()}, on ${describeMachine()} All of it again: \`npm ci && npm run bench\`; one question: the command under its title. Each figure stands beside its baseline from the same run. “The page”, at the end, is another command’s, and says of what it was measured.`,
  ].join('\n\n');
}
