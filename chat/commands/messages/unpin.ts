import { groupNamed } from '../../conversations/open-conversation.ts';
import { pinOf, withoutPins } from '../../rules/pins.ts';
import { requireRole } from '../../rules/roles.ts';
import type { CommandHandler } from '../command-handler.ts';
import { alterGroup } from '../groups/alter-group.ts';

/** Takes a message away from where everybody finds it: for the group's owners and moderators, whoever pinned it. */
export const unpin: CommandHandler<'unpin'> = (ports, { conversation, id: of }, request) => {
  const { user, id } = request;
  const name = groupNamed(conversation);
  return alterGroup(ports, name, request, async (found) => {
    requireRole(found, user, 'moderator', 'unpin');
    const { from } = pinOf(found, of);
    return {
      event: { type: 'unpinned', id, group: name, by: user, of, from },
      alter(group) {
        requireRole(group, user, 'moderator', 'unpin');
        pinOf(group, of);
        return withoutPins(group, new Set([of]));
      },
    };
  });
};
