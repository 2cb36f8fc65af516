import { writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { PROJECT_DIRECTORY } from '../chat-assembly.ts';
import { readCommit } from '../commit.ts';
import { describeMachine } from '../machine.ts';
import { median } from '../statistics.ts';
import { createLedger, type Memory } from './ledger.ts';
import { readSoakOptions, type SoakOptions, USAGE } from './options.ts';
import { findFaults, printResult, type SoakResult } from './report.ts';
import { type Server, startServer } from './server.ts';
import { openTraffic, type Traffic } from './traffic.ts';

/** One look alone may come right before or behind a collection of garbage. */
const LOOK_EVERY_MS = 5_000;

/** @returns the median of its memory meanwhile, megabytes */
async function chatAndWatch(server: Server, traffic: Traffic, ms: number): Promise<number> {
  const looks = [server.memory()];
  const timer = setInterval(() => looks.push(server.memory()), LOOK_EVERY_MS);
  await traffic.chat(ms);
  clearInterval(timer);
  return median(looks);
}

async function soak({ minutes, context }: SoakOptions): Promise<SoakResult> {
  const server = await startServer(context);
  const ledger = createLedger();
  const traffic = await openTraffic(server, ledger, Math.random);
  const ms = minutes * 60_000;
  const memory: number[] = [];
  // The first part warms it up: environments start, code is compiled.
  for (const part of [0.1, 0.45, 0.45]) {
    memory.push(await chatAndWatch(server, traffic, ms * part));
  }
  await traffic.heal();
  await traffic.end();
  return { minutes, counts: ledger.count(), memory: memory as unknown as Memory, rows: await server.stop() };
}

async function write(result: SoakResult): Promise<void> {
  const page = `# Reliability

Written by \`npm run soak -- --minutes ${result.minutes} --write\` on ${new Date().toISOString().slice(0, 10)} at commit ${readCommit()}.
${describeMachine()}

Users of the SDK and of bare sockets chat on the local stack: whispers, lobby, groups, joins, friends, blocks, reads and
lists; connections are cut without a word, and somebody is away half of the time. A message is lost when it was
acknowledged and one who may see it never did, not even after coming back.

${printResult(result)}
`;
  await writeFile(join(PROJECT_DIRECTORY, 'docs/reliability.md'), page);
}

try {
  const options = readSoakOptions(process.argv.slice(2));
  if (options === 'help') {
    console.log(USAGE);
  } else {
    const result = await soak(options);
    console.log(printResult(result));
    if (options.isWritten) await write(result);
    const faults = findFaults(result);
    for (const fault of faults) console.error(fault);
    process.exit(faults.length > 0 ? 1 : 0);
  }
} catch (error) {
  console.error((error as Error).message);
  process.exit(2);
}
