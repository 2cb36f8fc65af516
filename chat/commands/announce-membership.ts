import type { MembershipEvent } from '../../protocol/events.ts';
import { renderEventV1 } from '../../protocol/render-v1.ts';
import { openAudience } from '../delivery/audience.ts';
import { deliver } from '../delivery/deliver.ts';
import { groupChannel, type Subscription } from '../ports/subscriptions.ts';
import type { ChatPorts } from '../ports.ts';

/**
 * Logs that somebody joined or left a group, and tells its members; who blocked that user isn't told, as with a
 * group message.
 * @param onRecipient sees everybody who is subscribed, the blockers too
 */
export async function announceMembership(
  ports: ChatPorts,
  event: MembershipEvent,
  groupId: string,
  onRecipient: (recipient: Subscription) => void = () => undefined,
): Promise<void> {
  const channel = groupChannel(groupId);
  // Consistent, for the member's own subscription was written a moment ago.
  const audience = openAudience(ports.subscriptions, channel, { consistent: true });
  const [blockers] = await Promise.all([
    ports.blocks.blockersOf(event.user),
    ports.log.append({ conversation: channel, event }),
  ]);
  await deliver(ports, audience, {
    render: () => renderEventV1(event, event.user),
    skip(recipient) {
      onRecipient(recipient);
      return blockers.has(recipient.user);
    },
  });
}
