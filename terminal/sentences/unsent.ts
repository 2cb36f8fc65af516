import {
  conversationOf,
  isChangeCommand,
  isReactionCommand,
  type PendingCommand,
} from '../../client/index.ts';
import { labelOf } from '../conversation.ts';
import { changeText, shorten } from './request-errors.ts';

/** A sentence for each command that was left unsent. What was sent and not acknowledged may have arrived. */
export const unsentTexts = (pending: readonly PendingCommand[]): string[] =>
  pending.map(({ command, sentAt }) => {
    const told = sentAt === undefined ? 'Not sent' : 'Perhaps not sent';
    if (isChangeCommand(command)) return `${told}: ${changeText(command)}`;
    if (isReactionCommand(command)) return `${told}: /${command.type} ${command.emoji}`;
    if ('content' in command) {
      return `${told} to ${labelOf(conversationOf(command))}: ${shorten(command.content)}`;
    }
    return `${told}: /${[command.type, aboutWhat(command)].join(' ').trimEnd()}`;
  });

/** What a command is about, as one would type it; nothing of what is one's own. */
function aboutWhat(command: object): string {
  if ('target' in command) return String(command.target);
  if ('level' in command) return String(command.level);
  return 'group_name' in command ? String(command.group_name) : '';
}
