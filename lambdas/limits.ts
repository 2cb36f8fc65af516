import type { Limits } from '../chat/ports.ts';
import { requireVariable } from './read-environment.ts';

/**
 * The limits that operators may set.
 * @throws Error when the stack didn't set one of them
 */
export function readLimits(): Limits {
  return {
    pageItems: Number(requireVariable('pageItems')),
    ...readConnectionLimit(),
    commandsASecond: Number(requireVariable('commandsPerSecond')),
    commandBurst: Number(requireVariable('commandBurst')),
    retentionDays: Number(requireVariable('retentionDays')),
  };
}

/** The one that opening a connection keeps to. */
export const readConnectionLimit = (): Pick<Limits, 'connectionsAUser'> => ({
  connectionsAUser: Number(requireVariable('connectionsPerUser')),
});
