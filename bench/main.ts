import { writeFile } from 'node:fs/promises';
import { parseArgs } from 'node:util';
import { describeMachine } from './machine.ts';
import { renderAnswer } from './markdown.ts';
import type { Answer, Question } from './question.ts';
import { questions } from './questions.ts';

const DOCS = new URL('../docs/', import.meta.url);

const { positionals } = parseArgs({ allowPositionals: true });
const asked =
  positionals.length === 0 ? questions : questions.filter(({ name }) => positionals.includes(name));
if (asked.length < positionals.length) {
  console.error(`The questions are: ${questions.map(({ name }) => name).join(', ')}`);
  process.exit(2);
}

const sections: string[] = [];
for (const question of asked) {
  const answer = await ask(question);
  const section = renderAnswer(question, answer);
  console.log(`\n${section}\n`);
  sections.push(section);
}
// Only a whole run is written down: figures of different days don't stand beside each other.
if (asked.length === questions.length) {
  await writeFile(new URL('performance.md', DOCS), `${renderHead()}\n\n${sections.join('\n\n')}\n`);
  console.log('Written to docs/performance.md');
}
process.exit();

async function ask(question: Question): Promise<Answer> {
  console.error(`${question.title} …`);
  const answer = await question.ask((text) => console.error(`  ${text}`));
  if (answer.plot && asked.length === questions.length) {
    await writeFile(new URL(answer.plot.file, DOCS), answer.plot.svg);
  }
  return answer;
}

function renderHead(): string {
  const date = new Date().toISOString().slice(0, 10);
  return [
    '# Performance',
    `Written by \`npm run bench\` on ${date}, on ${describeMachine()} All of it again: \`npm ci && npm run bench\`; one question: the command under its title. Each figure stands beside its baseline from the same run.`,
  ].join('\n\n');
}
