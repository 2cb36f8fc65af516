import {
  type ChangeCommand,
  isChangeCommand,
  isMessageCommand,
  isReactionCommand,
  type MessageCommand,
  type NotifyLevel,
  type PendingCommand,
  type ReactionCommand,
} from '../../../client/index.ts';
import { ROLE_WORDS } from '../../../protocol/role-words.ts';
import { nameConversation } from '../conversation-name.ts';

type Command = PendingCommand['command'];
type Deed = Exclude<Command, MessageCommand | ChangeCommand | ReactionCommand>;

/** Says what somebody is called, by name. */
type Call = (name: string) => string;

const LEVELS: Readonly<Record<NotifyLevel, string>> = {
  all: 'you are told of all messages',
  mentions: 'you are told of mentions alone',
  none: 'you are told of no message',
};

const DEEDS: {
  readonly [Type in Deed['type']]: (command: Extract<Deed, { type: Type }>, call: Call) => string;
} = {
  join: ({ group_name }) => `you join ${group_name}`,
  leave: ({ group_name }) => `you leave ${group_name}`,
  create: ({ group_name }) => `${group_name} is made`,
  describe: ({ group_name }) => `what is said of ${group_name} is changed`,
  role: ({ group_name, target, role }, call) =>
    `${call(target)} is made ${ROLE_WORDS[role]} of ${group_name}`,
  invite: ({ group_name, target }, call) => `${call(target)} is invited to ${group_name}`,
  decline_invite: ({ group_name }) => `the invitation to ${group_name} is declined`,
  disband: ({ group_name }) => `${group_name} is disbanded`,
  kick: ({ group_name, target, ban }, call) =>
    `${call(target)} is removed from ${group_name}${ban ? ', and kept out' : ''}`,
  unban: ({ target, group_name }, call) =>
    `${call(target)} is ${group_name === undefined ? 'unbanned' : `let in again in ${group_name}`}`,
  pin: () => 'a message is pinned',
  unpin: () => 'a message is unpinned',
  add: ({ target }, call) => `${call(target)} is asked to be friends`,
  accept: ({ target }, call) => `you and ${call(target)} are friends`,
  decline: ({ target }, call) => `the request of ${call(target)} is declined`,
  unfriend: ({ target }, call) => `the friendship with ${call(target)} ends`,
  block: ({ target }, call) => `${call(target)} is blocked`,
  unblock: ({ target }, call) => `${call(target)} is unblocked`,
  mute: ({ target, seconds }, call) => `${call(target)} ${seconds > 0 ? 'is muted' : 'may speak again'}`,
  report: () => 'a message is reported',
  resolve_report: () => 'a report is resolved',
  ban: ({ target }, call) => `${call(target)} is banned`,
  profile: () => 'your profile is changed',
  notify: ({ conversation, level }, call) => {
    const { kind, name } = nameConversation(conversation);
    const where = kind === 'whisper' ? `from ${call(name)}` : `in ${kind === 'lobby' ? 'the lobby' : name}`;
    return `${LEVELS[level]} ${where}`;
  },
  erase: () => 'all that is kept of you is erased',
  presence: ({ show }) =>
    show === 'online' ? 'your friends see you online' : 'your friends see you offline',
};

/** What happens when there is a connection again. @param command one that says and changes nothing, and reacts to nothing: messages show that */
export function waitingSentence(command: Deed, call: Call): string {
  const deed = DEEDS[command.type] as (command: Deed, call: Call) => string;
  return `As soon as there is a connection, ${deed(command, call)}.`;
}

export const isDeed = (command: Command): command is Deed =>
  !isMessageCommand(command) && !isChangeCommand(command) && !isReactionCommand(command);
