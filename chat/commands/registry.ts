import type { CommandType } from '../../protocol/commands.ts';
import { accept } from './accept.ts';
import { add } from './add.ts';
import { block } from './block.ts';
import type { CommandHandler } from './command.ts';
import { decline } from './decline.ts';
import { group } from './group.ts';
import { join } from './join.ts';
import { leave } from './leave.ts';
import { lobby } from './lobby.ts';
import { unblock } from './unblock.ts';
import { unfriend } from './unfriend.ts';
import { whisper } from './whisper.ts';

/** Commands that need a sender; `authenticate` makes one. */
export type SenderCommandType = Exclude<CommandType, 'authenticate'>;

export const commandHandlers: { readonly [T in SenderCommandType]: CommandHandler<T> } = {
  accept,
  add,
  block,
  decline,
  group,
  join,
  leave,
  lobby,
  unblock,
  unfriend,
  whisper,
};
