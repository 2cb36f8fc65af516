import { existsSync } from 'node:fs';
import { join } from 'node:path';
import { type Command, defaultPort, parseCommand, UsageError, usage } from './command-line.ts';
import { FaultPlanError } from './faults/check-fault-plan.ts';
import { readFaultPlan } from './faults/read-fault-plan.ts';
import type { LogEntry } from './log.ts';
import type { RunningStack } from './running-stack.ts';
import { StartError } from './start-error.ts';
import { startStack } from './start-stack.ts';
import { synthesize } from './synthesis/synthesize.ts';

/** Lambda's clock is in UTC, and threads of a process share its time zone. */
process.env.TZ = 'UTC';

/** npm, tsx and the terminal each pass one Ctrl-C on, so several signals at once are a single one. */
const sameSignalMs = 500;

/** A run that has failed may not be able to stop as it should. */
const longestStopMs = 10_000;

async function main(): Promise<void> {
  const command = parseCommand(process.argv.slice(2), process.env);
  if (command === 'help') {
    console.log(usage);
    return;
  }
  const { app, port, context, isVerbose, faultsFile, ...options } = command;
  const faults = faultsFile === undefined ? undefined : await readFaultPlan(faultsFile);
  const assembly = await findAssembly(command);
  // What the run keeps is its user's alone, also the files that the database makes later.
  process.umask(0o077);
  const starting = startStack({
    ...options,
    assembly,
    port,
    prewarm: true,
    ...(faults && { faults }),
    onLog: (entry) => show(entry, isVerbose),
  });
  stopOnSignal(starting);
  const running = await starting;
  void running.failed.then((error) => endAfter(error, running));
  for (const sentence of running.leftOut) {
    console.log(`Left out: ${sentence}`);
  }
  for (const sentence of running.ignored) {
    console.log(`Not here: ${sentence}`);
  }
  if (isVerbose) {
    for (const { logicalId, type } of running.passedOver) {
      console.log(`Passed over: ${logicalId} (${type})`);
    }
  }
  for (const [name, value] of Object.entries(running.outputs)) {
    console.log(`${name} = ${value}`);
  }
  if (running.hasUserPool) {
    console.log(`For a token: ${describeTokenCommand(running.port)}`);
  }
  if (running.pageUrl !== undefined) {
    console.log(`WebSocket: ${running.webSocketUrl}`);
  }
  console.log(`Ready: ${running.pageUrl ?? running.webSocketUrl}`);
}

async function findAssembly({ app, context, isVerbose }: Command): Promise<string> {
  if (app !== undefined && (existsSync(join(app, 'manifest.json')) || !existsSync(join(app, 'cdk.json')))) {
    return app;
  }
  const { assembly, output } = await synthesize({ directory: app ?? process.cwd(), context });
  if (isVerbose && output) {
    console.error(output.trimEnd());
  }
  return assembly;
}

function describeTokenCommand(port: number): string {
  const command = process.env.npm_lifecycle_event ? 'npm run -s token --' : 'npx tsx local/token.ts';
  return `${command} user1${port === defaultPort ? '' : ` --port ${port}`}`;
}

function show({ source, level, text }: LogEntry, isVerbose: boolean): void {
  if (level === 'error' || isVerbose) {
    console.error(`[${source}] ${text}`);
  }
}

/** Ends the program: what nobody can use any more must not look as if it ran. */
function endAfter(error: Error, running: RunningStack): void {
  console.error(error.message);
  const end = () => process.exit(1);
  setTimeout(end, longestStopMs).unref();
  running.stop().then(end, end);
}

function stopOnSignal(starting: Promise<RunningStack>): void {
  let firstAt: number | undefined;
  const stop = () => {
    firstAt ??= Date.now();
    starting
      .then((running) => running.stop())
      .then(
        () => process.exit(0),
        () => process.exit(1),
      );
  };
  const onSignal = () => {
    if (firstAt === undefined) {
      stop();
    } else if (Date.now() - firstAt > sameSignalMs) {
      process.exit(130);
    }
  };
  process.on('SIGINT', onSignal);
  process.on('SIGTERM', onSignal);
  // The terminal has gone, perhaps because npm, which opened its session, has ended first: never a reason to
  // hurry, and there is nobody to write to.
  process.on('SIGHUP', () => {
    process.stdout.on('error', () => {});
    process.stderr.on('error', () => {});
    stop();
  });
}

main().catch((error: unknown) => {
  if (error instanceof UsageError) {
    console.error(`${error.message}\n\n${usage}`);
    process.exit(2);
  }
  console.error(error instanceof StartError || error instanceof FaultPlanError ? error.message : error);
  process.exit(1);
});
