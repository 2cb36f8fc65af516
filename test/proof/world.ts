import { VIRTUAL_START } from '../../memory/clock.ts';
import { GROUPS_A_USER, PAGE_ITEMS, RETENTION_DAYS, SECOND_SYNC_AFTER_MS } from '../../protocol/limits.ts';
import { createAgenda } from './agenda.ts';
import { type Bugs, plantBugs } from './bugs.ts';
import { createCalls } from './calls.ts';
import { createChance } from './chance.ts';
import type { CommandRecord } from './commands.ts';
import { type Crowd, createCrowd } from './crowd.ts';
import { createDevice, type Device } from './device.ts';
import { createReadMarks, type ReadMarks } from './device-marks.ts';
import { createFaults } from './faults.ts';
import { createFunctions } from './functions.ts';
import { createGateway, type Gateway } from './gateway.ts';
import { createLambda } from './invocation.ts';
import type { Plan } from './plan.ts';
import { createInvocationPorts } from './ports.ts';
import { createStores } from './stores.ts';
import { createTrace } from './trace.ts';
import { recordTruth } from './truth.ts';

export type World = ReturnType<typeof createWorld>;

/** The service with its clients, as a plan has it; nothing has happened yet. */
export function createWorld(plan: Plan, bugs: Bugs = {}, tell?: (line: string) => void) {
  const agenda = createAgenda(VIRTUAL_START, plan.seed % 8 === 0 ? 1 : 64);
  const trace = createTrace(() => agenda.now() - VIRTUAL_START, tell);
  const chance = createChance(plan.seed);
  const faults = createFaults(plan.faults, chance);
  const calls = createCalls({ agenda, chance, faults, trace });
  const lambda = createLambda({ agenda, chance, faults, trace });
  const { stores, truth } = recordTruth(agenda, createStores({ agenda, chance, faults }));
  const crowd: Crowd = createCrowd(plan.isCrowded);
  const logged = new Map<string, number>();
  const limits = {
    pageItems: PAGE_ITEMS,
    connectionsAUser: plan.connectionsAUser,
    commandsASecond: 10,
    commandBurst: 20,
    retentionDays: RETENTION_DAYS,
    groupsAUser: GROUPS_A_USER,
    // What they do in hours and days is more than the proof has time for.
    signInsAnHour: 100_000,
    relationChangesADay: 100_000,
    groupsMadeADay: 100_000,
    waitingAPair: 100_000,
    waitingAUser: 100_000,
  };

  const functions = createFunctions({
    agenda,
    chance,
    faults,
    lambda,
    portsOf: (invocation) =>
      plantBugs(
        bugs,
        crowd.join(
          createInvocationPorts(
            {
              agenda,
              chance,
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
  const gateway: Gateway = createGateway({ agenda, chance, faults, functions, trace });
  const users = plan.devices.map((_, place) => `user${place + 1}`);
  const groups = Array.from({ length: plan.groups }, (_, place) => `group${place + 1}`);
  const commands = new Map<string, CommandRecord>();
  const readMarks = new Map<string, ReadMarks>();
  const deviceWorld = {
    trace,
    agenda,
    chance,
    faults,
    gateway,
    stores,
    users,
    groups,
    ...(bugs.skipSecondSync && { deafTo: SECOND_SYNC_AFTER_MS }),
  };
  const devices: Device[] = users.flatMap((user, place) => {
    const marks = createReadMarks();
    readMarks.set(user, marks);
    return Array.from({ length: plan.devices[place] ?? 1 }, (_, number) =>
      createDevice(deviceWorld, { name: `${user}.${number + 1}`, user, commands, readMarks: marks }),
    );
  });
  return {
    plan,
    startedAt: VIRTUAL_START,
    trace,
    agenda,
    chance,
    faults,
    lambda,
    stores,
    truth,
    gateway,
    users,
    groups,
    commands,
    readMarks,
    devices,
    logged,
  };
}
