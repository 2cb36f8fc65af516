import type { Whisper } from '../../../protocol/events/messages.ts';
import { findPairDays, recordPairDay, storeBetween } from '../../conversations/pair-log.ts';
import { readConnectionsOf } from '../../delivery/audience.ts';
import { deliverToUser } from '../../delivery/deliver-to-user.ts';
import { handledLater } from '../../handled-later.ts';
import type { ChatPorts } from '../../ports/chat-ports.ts';
import { ownConversation, pairConversation } from '../../ports/messages/messages.ts';
import type { CommandRequest } from '../../request.ts';
import { applyBlocks } from '../../rules/apply-blocks.ts';
import { findBetween } from '../../rules/find-blocks.ts';
import { settleAll } from '../../settle-all.ts';
import type { ChangeTelling } from './tell-channel.ts';

/**
 * A change of a whisper: told to both, unless a block hides it, or hid the whisper, from its target. What is deleted is taken
 * away across any block, as that gives nobody anything.
 * @throws ChatError `blocked`, for an edit
 */
export async function tellPair(
  ports: ChatPorts,
  { log, message, isEdit }: { readonly log: string; readonly message: Whisper; readonly isEdit: boolean },
  { user, id }: CommandRequest,
): Promise<ChangeTelling> {
  const { to } = message;
  const [between, { connections: targets, isShut }, own, days] = await settleAll([
    findBetween(ports, user, to, id),
    ports.subscriptions.ofUser(to, { consistent: false }),
    to === user ? [] : readConnectionsOf(ports.subscriptions, user),
    findPairDays(ports, user, to),
  ]);
  const isBlocked = isEdit
    ? applyBlocks(between, to, ports.blockPolicy)
    : between.blocked || between.blockedBy;
  // Of who was erased nothing is kept any more, which whoever has the name next would see.
  const isHidden = isBlocked || isShut || log === ownConversation(user, to);
  const visibility = isHidden ? 'author' : 'both';
  return {
    log: isHidden ? ownConversation(user, to) : pairConversation(user, to),
    async tell(event, shown) {
      if (event.in !== 'whisper' || shown.in !== 'whisper')
        throw new Error('A whisper’s change is between two');
      await storeBetween(ports, event, await recordPairDay(ports, event, days, visibility), visibility);
      const delivering = settleAll([
        !isHidden && deliverToUser(ports, shown, { user: to, recipients: targets }),
        deliverToUser(ports, shown, { user, recipients: own }),
      ]).then(() => ports.undelivered.remove(id));
      return { delivery: handledLater(delivering) };
    },
  };
}
