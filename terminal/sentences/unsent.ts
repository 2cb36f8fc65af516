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
    if (command.type === 'notify')
      return `${told}: /notify ${command.level} in ${labelOf(command.conversation)}`;
    if (command.type === 'profile' || command.type === 'presence') return `${told}: /${command.type}`;
    return `${told}: /${command.type} ${'target' in command ? command.target : command.group_name}`;
  });
