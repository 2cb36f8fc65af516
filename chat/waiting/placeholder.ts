import { idOfTime } from '../../protocol/events/event-id.ts';
import type { ChatPorts } from '../ports/chat-ports.ts';
import type { WaitingEvent } from '../ports/messages/messages.ts';
import { placeholderUser } from '../ports/people/placeholder-user.ts';

type WaitingPorts = Pick<ChatPorts, 'waiting'>;

const NO_ID = idOfTime(0);

/**
 * What is hidden from its target takes as long as what isn't, or its sender could tell the one from the other. It is
 * kept for nobody, one at a time, so that crashes leave no more than one behind.
 */
export async function putPlaceholder({ waiting }: WaitingPorts, event: WaitingEvent): Promise<false> {
  await waiting.put(placeholderUser(event.from), { ...event, id: NO_ID }, 0);
  return false;
}

/** In the stead of its delivery. */
export async function removePlaceholder({ waiting }: WaitingPorts, sender: string): Promise<void> {
  await waiting.remove(placeholderUser(sender), NO_ID);
}
