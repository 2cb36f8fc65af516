import { openSeenMessage } from '../../conversations/open-message.ts';
import { isReactionSeen } from '../../reactions/tally.ts';
import type { CommandHandler } from '../command-handler.ts';
import { rangeOf, timeOf } from '../list.ts';

/**
 * Who has reacted to a message by one emoji, by name. A page looks at so many of all who have reacted, so that it may hold fewer,
 * even none, while there are more.
 */
export const reactors: CommandHandler<'reactors'> = async (ports, fields, { user }) => {
  const { message } = await openSeenMessage(ports, user, fields);
  const { reactions, next = null } = await ports.reactions.page(message.id, rangeOf(ports, fields));
  const items = reactions
    .filter((reaction) => reaction.emoji === fields.emoji && isReactionSeen(reaction, user))
    .map((reaction) => ({ user: reaction.user, since: timeOf(reaction.id) }));
  return { answer: { type: 'list', of: 'reactors', items, next } };
};
