import type { ChangeType } from '../../protocol/commands.ts';
import { accept } from './accept.ts';
import { add } from './add.ts';
import { block } from './block.ts';
import { blocks } from './blocks.ts';
import type { Change, Question, SenderCommandType } from './command.ts';
import { groupLogs, lobbyLogs, pairLogs } from './command-logs.ts';
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

/** A user does this to another so often a day. */
const relation = { logs: pairLogs, allowance: 'relationChanges' } as const;

/** Every command, and what is to be known of it. */
const commands: {
  readonly [T in SenderCommandType]: T extends ChangeType ? Change<T> : Question<T>;
} = {
  lobby: { run: lobby, logs: lobbyLogs, allowance: 'none' },
  group: { run: group, logs: groupLogs, allowance: 'none' },
  whisper: { run: whisper, logs: pairLogs, allowance: 'none' },
  join: { run: join, logs: groupLogs, allowance: 'none' },
  leave: { run: leave, logs: groupLogs, allowance: 'none' },
  add: { run: add, ...relation },
  accept: { run: accept, ...relation },
  decline: { run: decline, ...relation },
  unfriend: { run: unfriend, ...relation },
  block: { run: block, ...relation, allowance: 'blocks' },
  unblock: { run: unblock, ...relation },
  blocks: { run: blocks },
  conversations: { run: conversations },
  friends: { run: friends },
  groups: { run: groups },
  here: { run: here },
  history: { run: history },
  members: { run: members },
  ping: { run: ping },
  read: { run: read },
  requests: { run: requests },
  sync: { run: sync },
};

/** What is to be known of a command: of one that changes something, `logs` and `allowance` too. */
export const commandOf = (type: SenderCommandType): Change<SenderCommandType> | Question<SenderCommandType> =>
  commands[type];
