import type { ChatEvent } from '../../protocol/events/events.ts';
import { isMessage } from '../../protocol/events/messages.ts';
import type { ChatPorts } from '../ports/chat-ports.ts';
import type { LogEntry } from '../ports/messages/messages.ts';
import { readReactions } from './read-reactions.ts';

/** Events as a page of history shows them: messages with the reactions to them. @param visible those of the entries that may be seen */
export async function showReactions(
  ports: Pick<ChatPorts, 'reactions' | 'blocks'>,
  viewer: string,
  entries: readonly LogEntry[],
  visible: readonly ChatEvent[],
): Promise<readonly ChatEvent[]> {
  const seen = new Set(visible.map(({ id }) => id));
  const states = await readReactions(
    ports,
    viewer,
    entries.filter(({ event }) => seen.has(event.id)),
  );
  return visible.map((event) => {
    const reacted = states.get(event.id);
    return reacted && isMessage(event) ? { ...event, reacted } : event;
  });
}
