import type { CommandFields, CommandType } from '../../protocol/commands.ts';
import type { Allowance } from '../rates/allowances.ts';
import { accept } from './accept.ts';
import { add } from './add.ts';
import { block } from './block.ts';
import { blocks } from './blocks.ts';
import type { CommandHandler } from './command.ts';
import { conversations } from './conversations.ts';
import { decline } from './decline.ts';
import { friends } from './friends.ts';
import { group } from './group.ts';
import { groups } from './groups.ts';
import { here } from './here.ts';
import { history } from './history.ts';
import { join } from './join.ts';
import { leave } from './leave.ts';
import { lobby } from './lobby.ts';
import { members } from './members.ts';
import { ping } from './ping.ts';
import { read } from './read.ts';
import { requests } from './requests.ts';
import { sync } from './sync.ts';
import { unblock } from './unblock.ts';
import { unfriend } from './unfriend.ts';
import { whisper } from './whisper.ts';

/** Commands that need a sender; `authenticate` makes one. */
export type SenderCommandType = Exclude<CommandType, 'authenticate'>;

/** A command as it came: validated, and with the `ref` that it carried. */
export interface CommandOf<T extends SenderCommandType> {
  readonly type: T;
  readonly fields: CommandFields<T>;
  readonly ref: string | undefined;
}

/** Commands that may run any number of times: they ask, or say what is so already. */
const repeatableHandlers = {
  blocks,
  conversations,
  friends,
  groups,
  here,
  history,
  members,
  ping,
  read,
  requests,
  sync,
};

/** Commands that change how two users stand to each other. */
const relationHandlers = { accept, add, block, decline, unblock, unfriend };

export const commandHandlers: { readonly [T in SenderCommandType]: CommandHandler<T> } = {
  group,
  join,
  leave,
  lobby,
  whisper,
  ...relationHandlers,
  ...repeatableHandlers,
};

/** What a command is paid from that one may do so often a day; undefined when it isn't one of those. */
export function allowanceOf(type: SenderCommandType): Allowance | undefined {
  if (type === 'block') return 'blocks';
  return Object.hasOwn(relationHandlers, type) ? 'relationChanges' : undefined;
}

export const isRepeatable = (type: SenderCommandType) => Object.hasOwn(repeatableHandlers, type);
