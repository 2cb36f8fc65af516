import type { CommandRecord } from './plan/commands.ts';
import type { World } from './world.ts';

type Recorded = Pick<World, 'commands' | 'history'>;

/** The command that made a group: the group's id is that command's. */
export const madeBy = ({ commands, history }: Recorded, groupId: string): CommandRecord | undefined =>
  commands.get(history.refOf.get(groupId)?.ref ?? '');

/** Whether a channel is an open group's. */
export const isOpenGroup = (world: Recorded, channel: string): boolean =>
  channel.startsWith('group:') && !madeBy(world, channel.slice('group:'.length))?.isPrivate;
