import type { Session } from '../command.ts';

/**
 * Whether somebody's removal from a group is seen as an event: nobody was removed who wasn't in it, and an admin hears nothing of a
 * group that they aren't in.
 * @param id of the event, where there is one
 */
export const isSeen = ({ client }: Pick<Session, 'client'>, group: string, id: string | undefined): boolean =>
  id !== undefined && client.groupNames.includes(group);
