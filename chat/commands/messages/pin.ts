import { groupNamed } from '../../conversations/open-conversation.ts';
import { openSeenMessage } from '../../conversations/open-message.ts';
import { findPinned } from '../../conversations/pinned-messages.ts';
import type { ChatPorts } from '../../ports/chat-ports.ts';
import type { Group } from '../../ports/groups/groups.ts';
import { isFull, withoutPins, withPin } from '../../rules/pins.ts';
import { requireRole } from '../../rules/roles.ts';
import type { CommandHandler } from '../command-handler.ts';
import { alterGroup } from '../groups/alter-group.ts';

/** Puts a message of a group where everybody finds it: for the group's owners and moderators. */
export const pin: CommandHandler<'pin'> = (ports, { conversation, id: of }, request) => {
  const { user, id } = request;
  const name = groupNamed(conversation);
  return alterGroup(ports, name, request, async (found) => {
    requireRole(found, user, 'moderator', 'pin');
    const { message } = await openSeenMessage(ports, user, { conversation, id: of });
    const gone = await findGone(ports, found);
    const { from } = message;
    return {
      event: { type: 'pinned', id, group: name, by: user, of, from },
      alter(group) {
        requireRole(group, user, 'moderator', 'pin');
        return withPin(withoutPins(group, gone), { id: of, from, by: user, event: id });
      },
    };
  });
};

/** Where there is no room for another, the pins of messages that were deleted, or are kept no longer: nobody sees these. */
async function findGone(ports: Pick<ChatPorts, 'log'>, group: Group): Promise<ReadonlySet<string>> {
  if (!isFull(group)) return new Set();
  const standing = await findPinned(ports, group, group.pins);
  const gone = group.pins.filter(({ id }) => !standing.has(id));
  return new Set(gone.map(({ id }) => id));
}
