import type { CommandRecord } from './plan/commands.ts';
import type { World } from './world.ts';

/** The command that made a group: the group's id is that command's. */
export const madeBy = (
  { commands, history }: Pick<World, 'commands' | 'history'>,
  groupId: string,
): CommandRecord | undefined => commands.get(history.refOf.get(groupId)?.ref ?? '');
