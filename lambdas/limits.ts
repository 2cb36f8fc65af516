import type { Limits } from '../chat/ports.ts';
import { requireVariable } from './read-environment.ts';

/**
 * The limits that operators may set.
 * @throws Error when the stack didn't set one of them
 */
export function readLimits(): Limits {
  return {
    ...readConnectLimits(),
    pageItems: Number(requireVariable('pageItems')),
    commandsASecond: Number(requireVariable('commandsPerSecond')),
    commandBurst: Number(requireVariable('commandBurst')),
    retentionDays: Number(requireVariable('retentionDays')),
    groupsAUser: Number(requireVariable('groupsPerUser')),
    relationChangesADay: Number(requireVariable('relationChangesPerDay')),
    groupsMadeADay: Number(requireVariable('groupsMadePerDay')),
    waitingAPair: Number(requireVariable('waitingPerPair')),
    waitingAUser: Number(requireVariable('waitingPerUser')),
  };
}

/** Those that opening a connection keeps to. */
export const readConnectLimits = (): Pick<Limits, 'connectionsAUser' | 'signInsAnHour'> => ({
  ...readConnectionLimit(),
  signInsAnHour: Number(requireVariable('signInsPerHour')),
});

/** The one that closing the oldest keeps to. */
export const readConnectionLimit = (): Pick<Limits, 'connectionsAUser'> => ({
  connectionsAUser: Number(requireVariable('connectionsPerUser')),
});
