import type { ChatEvent } from '../../protocol/events.ts';
import { renderEventV1 } from '../../protocol/render-v1.ts';
import type { ChatPorts } from '../ports.ts';
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

/** Stores an event before anybody sees it, and delivers it. */
export async function publish(ports: PublishPorts, publication: Publication): Promise<void> {
  const { channel, event, author, audience, blockers } = publication;
  await ports.log.append({ conversation: channel, event });
  const recipients = await deliver(ports, audience, {
    id: event.id,
    render: () => renderEventV1(event, author),
    skip: ({ user }) => blockers.has(user),
  });
  ports.audienceSizes.remember(channel, recipients);
}
