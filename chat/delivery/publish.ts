import type { ChatEvent } from '../../protocol/events/events.ts';
import { renderEvent } from '../../protocol/render.ts';
import { handledLater } from '../handled-later.ts';
import type { ChatPorts } from '../ports/chat-ports.ts';
import type { Audience } from './audience.ts';
import { type DeliveryPorts, deliver } from './deliver.ts';

export type PublishPorts = DeliveryPorts & Pick<ChatPorts, 'log' | 'audienceSizes'>;

/** Something that a user says or does before the audience of a channel. */
export interface Publication {
  /** Also the name of its conversation in the log. */
  readonly channel: string;
  readonly event: ChatEvent;
  readonly author: string;
  readonly audience: Audience;
  /** Who has blocked the author, and hears nothing of it. */
  readonly blockers: ReadonlySet<string>;
}

/**
 * Stores an event before anybody sees it, and begins to deliver it.
 * @returns once it is stored; the delivery is under way then, and to be awaited
 */
export async function publish(
  ports: PublishPorts,
  publication: Publication,
): Promise<{ delivery: Promise<void> }> {
  const { channel, event } = publication;
  await ports.log.append({ conversation: channel, event });
  return { delivery: handledLater(deliverPublication(ports, publication)) };
}

async function deliverPublication(ports: PublishPorts, publication: Publication): Promise<void> {
  const { channel, event, author, audience, blockers } = publication;
  const recipients = await deliver(ports, audience, {
    id: event.id,
    render: (protocol, viewer) => renderEvent(protocol, event, viewer),
    author,
    // Who joined behind it hears nothing of it live, as they see nothing of it in the log.
    skip: ({ user, version = '' }) => blockers.has(user) || version > event.id,
  });
  ports.audienceSizes.set(channel, recipients);
}
