import { UNTIL_SYNC } from './checks/check-views.ts';
import { checkInvariants } from './checks/invariants.ts';
import type { Violation } from './checks/violations.ts';
import { ownMessages } from './devices/own-messages.ts';
import { perform } from './perform.ts';
import type { Bugs } from './plan/bugs.ts';
import type { MessageType } from './plan/commands.ts';
import type { Plan } from './plan/plan.ts';
import { watchRejections } from './simulation/rejections.ts';
import { standingUsers } from './standing.ts';
import { createWorld, type World } from './world.ts';

export interface RunOptions {
  readonly bugs?: Bugs;
  /**
   * Looks at what everybody sees this long after the last action, before any heartbeat has to come to the rescue.
   * For faults that the second sync makes up for. Milliseconds.
   */
  readonly earlyAfterMs?: number;
  /** Kinds of violations that are known, and passed over. */
  readonly excused?: readonly string[];
  /** Is told what happens. */
  readonly trace?: (line: string) => void;
}

export interface RunResult {
  readonly violations: readonly Violation[];
  readonly world: World;
}

const SECOND_MS = 1_000;
const MINUTE_MS = 60 * SECOND_MS;

/**
 * What the last heartbeat can take after all faults: the heartbeat itself, finding out that the socket is dead, coming
 * back, the second sync, and what a claim of a crashed command holds up.
 */
const SETTLE_MS = 13 * MINUTE_MS;
/** When everybody has said something, idle sockets of clients that are gone have been closed, and each client has synced. */
const REST_MS = 45 * MINUTE_MS;
const LIVE_WITHIN_MS = 20 * SECOND_MS;
/** Signing in again, and having handed over what waited, also by who crashed with it in hand. */
const BACK_MS = 2 * MINUTE_MS;

/** Runs a plan to its end, and looks whether all is as it must be. */
export async function runPlan(
  plan: Plan,
  { bugs = {}, earlyAfterMs, excused = [], trace }: RunOptions = {},
): Promise<RunResult> {
  const world = createWorld(plan, bugs, trace);
  const { scheduler, rng, devices, listeners, faults } = world;
  const rejections = watchRejections();
  const pass = (milliseconds: number) => scheduler.runUntil(scheduler.now() + milliseconds);
  const found: Violation[] = [];
  const add = (violations: readonly Violation[]) =>
    found.push(...violations.filter(({ kind }) => !excused.includes(kind)));
  try {
    for (const program of [...devices, ...listeners])
      scheduler.after(rng.spread(1, 20 * SECOND_MS), program.start);
    for (const action of plan.actions) {
      await pass(action.wait);
      world.trace(() => `ACTION ${JSON.stringify(action)}`);
      perform(world, action);
    }
    world.trace(() => 'FAULTS STOP');
    faults.stop();
    for (const device of devices) device.heal();
    if (earlyAfterMs !== undefined) {
      await pass(earlyAfterMs);
      add(await checkInvariants(world, 'heard'));
      return { violations: found, world };
    }
    await pass(SETTLE_MS);
    world.trace(() => 'EVERYBODY SAYS HELLO');
    sayHello(world);
    await pass(LIVE_WITHIN_MS);
    amendHello(world);
    await pass(LIVE_WITHIN_MS);
    const live = (await checkInvariants(world, 'heard')).filter(({ kind }) => kind !== UNTIL_SYNC);
    add(live.map(({ kind, text }) => ({ kind: `live: ${kind}`, text })));
    await pass(REST_MS);
    add(await checkInvariants(world, 'settled'));
    for (const device of devices) device.network.closeFromServer();
    for (const listener of listeners) listener.closeFromServer();
    await pass(BACK_MS);
    await readEverything(world);
    add(await checkInvariants(world, 'rested'));
    add(rejections.seen().map((text) => ({ kind: 'unhandled rejection', text })));
    return { violations: found, world };
  } finally {
    rejections.stop();
    for (const { client } of devices) client?.close();
  }
}

/** Every user says something everywhere: now that nothing goes wrong, everybody hears it at once. */
function sayHello(world: World): void {
  const { devices, groups, users, commands } = world;
  const targetsOf: Readonly<Record<MessageType, readonly string[]>> = {
    lobby: [''],
    group: groups,
    whisper: users,
  };
  const greetings = (Object.keys(targetsOf) as MessageType[]).flatMap((type) =>
    targetsOf[type].map((target) => ({ type, target })),
  );
  for (const user of standingUsers(world)) {
    const device = devices.find((candidate) => candidate.user === user);
    for (const greeting of greetings) device?.send({ ...greeting, content: `hello ${commands.size + 1}` });
  }
}

/** Every user changes the last that they have said, and takes back what they said before that: the same goes for this. */
function amendHello(world: World): void {
  const { devices, commands } = world;
  for (const user of standingUsers(world)) {
    const device = devices.find((candidate) => candidate.user === user);
    if (!device) continue;
    const [before, last] = ownMessages(device, commands.values()).slice(-2);
    const content = `hello again ${commands.size + 1}`;
    if (last) device.send({ type: 'edit', target: last.conversation, of: last.id, content });
    if (before) device.send({ type: 'delete', target: before.conversation, of: before.id });
  }
}

async function readEverything({ devices, groups, users, scheduler }: World): Promise<void> {
  const names = [
    'lobby',
    ...groups.map((group) => `group:${group}`),
    ...users.map((user) => `whisper:${user}`),
  ];
  for (const device of devices) {
    device.lists.readAll(groups);
    device.lists.exportAll();
    for (const name of names) device.histories.readAll(name);
  }
  await scheduler.runUntil(scheduler.now() + MINUTE_MS);
}
