import { isMessage } from '../../protocol/events/messages.ts';
import type { ReactionsState } from '../../protocol/frames/passing.ts';
import type { ChatPorts } from '../ports/chat-ports.ts';
import type { LogEntry } from '../ports/messages/messages.ts';
import type { Annotation } from '../ports/messages/reactions.ts';
import { settleAll } from '../settle-all.ts';
import { namesAll, revOf, viewReactions, viewTally } from './view-tally.ts';

/**
 * The reactions to messages that a viewer may see, by the messages' ids: of those that were ever reacted to. Nearly always what
 * stands beside them tells all.
 */
export async function readReactions(
  ports: Pick<ChatPorts, 'reactions' | 'blocks'>,
  viewer: string,
  entries: readonly LogEntry[],
): Promise<ReadonlyMap<string, ReactionsState>> {
  const reacted = entries.filter(isReacted);
  const unnamed = reacted.filter(({ annotation }) => !namesAll(annotation)).map(({ event }) => event.id);
  const [own, isCareful] = await settleAll([
    unnamed.length > 0 ? ports.reactions.of(viewer, unnamed) : undefined,
    reacted.some(({ annotation }) => annotation.isHiddenCut) && hasEverBlocked(ports, viewer),
  ]);
  const states = reacted.map(async ({ event: { id }, annotation }) => {
    const isCut = annotation.isHiddenCut && isCareful;
    const shown = isCut
      ? viewReactions(await ports.reactions.all(id), viewer)
      : viewTally(annotation, viewer, own?.get(id));
    return [id, { rev: revOf(annotation.version), reactions: shown }] as const;
  });
  return new Map(await settleAll(states));
}

function isReacted(entry: LogEntry): entry is LogEntry & { readonly annotation: Annotation } {
  const { event, annotation } = entry;
  return isMessage(event) && !event.isDeleted && annotation !== undefined && annotation.version > 0;
}

/** Whoever has blocked nobody has nothing hidden from them. */
async function hasEverBlocked({ blocks }: Pick<ChatPorts, 'blocks'>, viewer: string): Promise<boolean> {
  const { names, isComplete } = await blocks.everBlockedBy(viewer);
  return names.size > 0 || !isComplete;
}
