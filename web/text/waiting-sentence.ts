import {
  type ChangeCommand,
  isChangeCommand,
  isMessageCommand,
  isReactionCommand,
  type MessageCommand,
  type PendingCommand,
  type ReactionCommand,
} from '../../client/index.ts';

type Command = PendingCommand['command'];
type Deed = Exclude<Command, MessageCommand | ChangeCommand | ReactionCommand>;

const DEEDS: { readonly [Type in Deed['type']]: (command: Extract<Deed, { type: Type }>) => string } = {
  join: ({ group_name }) => `you join ${group_name}`,
  leave: ({ group_name }) => `you leave ${group_name}`,
  add: ({ target }) => `${target} is asked to be friends`,
  accept: ({ target }) => `you and ${target} are friends`,
  decline: ({ target }) => `the request of ${target} is declined`,
  unfriend: ({ target }) => `the friendship with ${target} ends`,
  block: ({ target }) => `${target} is blocked`,
  unblock: ({ target }) => `${target} is unblocked`,
  profile: () => 'your profile is changed',
  presence: ({ show }) =>
    show === 'online' ? 'your friends see you online' : 'your friends see you offline',
};

/** What happens when there is a connection again. @param command one that says and changes nothing, and reacts to nothing: messages show that */
export function waitingSentence(command: Deed): string {
  const deed = DEEDS[command.type] as (command: Deed) => string;
  return `As soon as there is a connection, ${deed(command)}.`;
}

export const isDeed = (command: Command): command is Deed =>
  !isMessageCommand(command) && !isChangeCommand(command) && !isReactionCommand(command);
