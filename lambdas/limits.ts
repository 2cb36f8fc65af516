import type { Limits } from '../chat/ports/settings.ts';
import { requireVariable } from './read-environment.ts';

/**
 * The limits that operators may set.
 * @throws Error when the stack didn't set one of them
 */
export function readLimits(): Limits {
  return {
    ...readConnectLimits(),
    pageItems: Number(requireVariable('pageItems')),
    commandsPerSecond: Number(requireVariable('commandsPerSecond')),
    commandBurst: Number(requireVariable('commandBurst')),
    retentionDays: Number(requireVariable('retentionDays')),
    auditDays: Number(requireVariable('auditDays')),
    nameFreedAfterDays: Number(requireVariable('nameFreedAfterDays')),
    groupsPerUser: Number(requireVariable('groupsPerUser')),
    relationChangesPerDay: Number(requireVariable('relationChangesPerDay')),
    groupsMadePerDay: Number(requireVariable('groupsMadePerDay')),
    invitationsPerDay: Number(requireVariable('invitationsPerDay')),
    editHours: Number(requireVariable('editHours')),
    waitingPerPair: Number(requireVariable('waitingPerPair')),
    waitingPerUser: Number(requireVariable('waitingPerUser')),
  };
}

/** Those that opening a connection keeps to. */
export const readConnectLimits = (): Pick<Limits, 'connectionsPerUser' | 'signInsPerHour'> => ({
  ...readConnectionLimit(),
  signInsPerHour: Number(requireVariable('signInsPerHour')),
});

/** The one that closing the oldest keeps to. */
export const readConnectionLimit = (): Pick<Limits, 'connectionsPerUser'> => ({
  connectionsPerUser: Number(requireVariable('connectionsPerUser')),
});

/** Those that an erasure keeps to. */
export const readErasureLimits = (): Pick<Limits, 'nameFreedAfterDays' | 'retentionDays'> => ({
  nameFreedAfterDays: Number(requireVariable('nameFreedAfterDays')),
  retentionDays: Number(requireVariable('retentionDays')),
});
