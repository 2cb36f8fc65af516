import { VIRTUAL_START } from '../../memory/clock.ts';
import { GROUPS_PER_USER, PAGE_ITEMS, RETENTION_DAYS, SECOND_SYNC_AFTER_MS } from '../../protocol/limits.ts';
import { type Crowd, createCrowd } from './crowd.ts';
import { createDevice, type Device } from './devices/device.ts';
import { createReadMarks, type ReadMarks } from './devices/device-marks.ts';
import { createListener } from './devices/listener.ts';
import { createFunctions } from './gateway/functions.ts';
import { createGateway, type Gateway } from './gateway/gateway.ts';
import { recordHistory } from './model/history.ts';
import { type Bugs, plantBugs } from './plan/bugs.ts';
import type { CommandRecord } from './plan/commands.ts';
import type { Plan } from './plan/plan.ts';
import { createCalls } from './simulation/calls.ts';
import { createFaults } from './simulation/faults.ts';
import { createLambda } from './simulation/invocation.ts';
import { createInvocationPorts } from './simulation/ports.ts';
import { createRng } from './simulation/rng.ts';
import { createScheduler } from './simulation/scheduler.ts';
import { createStores } from './simulation/stores.ts';
import { createTrace } from './simulation/trace.ts';

export type World = ReturnType<typeof createWorld>;

/** The service with its clients, as a plan has it; nothing has happened yet. */
export function createWorld(plan: Plan, bugs: Bugs = {}, tell?: (line: string) => void) {
  const scheduler = createScheduler(VIRTUAL_START, plan.seed % 8 === 0 ? 1 : 64);
  const trace = createTrace(() => scheduler.now() - VIRTUAL_START, tell);
  const rng = createRng(plan.seed);
  const faults = createFaults(plan.faults, rng);
  const calls = createCalls({ scheduler, rng, faults, trace });
  const lambda = createLambda({ scheduler, rng, faults, trace });
  const { stores, history } = recordHistory(scheduler, createStores({ scheduler, rng, faults }));
  const crowd: Crowd = createCrowd(plan.isCrowded);
  const logged = new Map<string, number>();
  const limits = {
    pageItems: PAGE_ITEMS,
    connectionsPerUser: plan.connectionsPerUser,
    commandsPerSecond: 10,
    commandBurst: 20,
    retentionDays: RETENTION_DAYS,
    auditDays: 365,
    nameFreedAfterDays: 60,
    groupsPerUser: GROUPS_PER_USER,
    // What they do in hours and days is more than the proof has time for.
    signInsPerHour: 100_000,
    relationChangesPerDay: 100_000,
    groupsMadePerDay: 100_000,
    invitationsPerDay: 100_000,
    editHours: 24,
    waitingPerPair: 100_000,
    waitingPerUser: 100_000,
  };

  const functions = createFunctions({
    scheduler,
    rng,
    faults,
    lambda,
    portsOf: (invocation) =>
      plantBugs(
        bugs,
        crowd.join(
          createInvocationPorts(
            {
              scheduler,
              rng,
              calls,
              stores,
              blockPolicy: plan.blockPolicy,
              limits,
              onLogged: (message) => void logged.set(message, (logged.get(message) ?? 0) + 1),
              postsOf: (of) => gateway.postsOf(of),
              requestDelivery: functions.requestDelivery,
            },
            invocation,
          ),
        ),
      ),
  });
  const gateway: Gateway = createGateway({ scheduler, rng, faults, functions, trace });
  const users = plan.devices.map((_, place) => `user${place + 1}`);
  const groups = Array.from({ length: plan.groups }, (_, place) => `group${place + 1}`);
  const commands = new Map<string, CommandRecord>();
  const readMarks = new Map<string, ReadMarks>();
  const deviceWorld = {
    trace,
    scheduler,
    rng,
    faults,
    gateway,
    stores,
    users,
    groups,
    ...(bugs.dropEarlyChanges && { dropsEarlyChanges: true }),
    ...(bugs.skipSecondSync && { deafTo: SECOND_SYNC_AFTER_MS }),
  };
  const devices: Device[] = users.flatMap((user, place) => {
    const marks = createReadMarks();
    readMarks.set(user, marks);
    return Array.from({ length: plan.devices[place] ?? 1 }, (_, number) =>
      createDevice(deviceWorld, { name: `${user}.${number + 1}`, user, commands, readMarks: marks }),
    );
  });
  const listeners = Array.from({ length: plan.listeners }, (_, place) => {
    const user = users[place % users.length] ?? '';
    return createListener({ scheduler, rng, faults, gateway }, { name: `${user}.v1`, user });
  });
  functions.sweepEachMinute();
  return {
    plan,
    startedAt: VIRTUAL_START,
    trace,
    scheduler,
    rng,
    faults,
    lambda,
    stores,
    history,
    gateway,
    users,
    groups,
    commands,
    readMarks,
    devices,
    listeners,
    logged,
  };
}
