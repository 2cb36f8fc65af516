import { type ChatCommand, conversationOf, isChangeCommand, isMessageCommand } from '../../client/index.ts';

/** The conversation in which something is said or changed by a command; undefined for all others. */
export function conversationIn(command: ChatCommand): string | undefined {
  if (isMessageCommand(command)) return conversationOf(command);
  return isChangeCommand(command) ? command.conversation : undefined;
}
