import { isStanding } from '../../../protocol/events/changes.ts';
import { isMessage } from '../../../protocol/events/messages.ts';
import type { ExportItem } from '../../../protocol/frames/list-items.ts';
import { toLoggedFrame } from '../../../protocol/render-v2.ts';
import { readLogsAfter } from '../../conversations/read-logs.ts';
import { selectVisible } from '../../conversations/select-visible.ts';
import { type OwnConversation, walkConversations } from '../../own-data/walk-conversations.ts';
import type { ChatPorts } from '../../ports/chat-ports.ts';
import { LOBBY_CHANNEL } from '../../ports/connections/subscriptions.ts';
import { isWhisperKey } from '../../ports/messages/conversations.ts';
import type { LogEntry } from '../../ports/messages/messages.ts';
import { settleAll } from '../../settle-all.ts';
import { type ExportEntry, type ExportPart, NOTHING_MORE } from './export-part.ts';

/** Most of what others say in a channel is passed over; between two nearly all is taken, and a page holds only so much. */
const CHANNEL_READ = 500;
const WHISPERS_READ = 100;
/** Beside that, which groups there are is read anew. */
const GROUPS_READ = 80;

/** A space stands in no key. */
const readPlace = (place: string): [key: string, id: string] => {
  const space = place.indexOf(' ');
  return space < 0 ? [place, ''] : [place.slice(0, space), place.slice(space + 1)];
};

/**
 * What a user has said, of whispers also what they were told, and how they reacted, conversation by conversation, oldest first: what
 * one read of one log finds. The lobby has no index by author, so all that is kept of it is read.
 */
export async function exportSaid(ports: ChatPorts, user: string, place: string): Promise<ExportPart> {
  const [from, after] = readPlace(place);
  const walk = walkConversations(ports, user, from);
  const { value: first } = await walk.next();
  if (!first) return NOTHING_MORE;
  const isResumed = first.key === from;
  const limit = isWhisperKey(first.key) ? WHISPERS_READ : CHANNEL_READ;
  const page = await readLogsAfter(ports, first.logs, isResumed ? after : '', limit);
  const entries = await toEntries(ports, user, first, page.entries);
  const next = await (page.hasMore && page.last !== undefined
    ? `${first.key} ${page.last}`
    : walk.next().then(({ value }) => value?.key));
  return { entries, next, rows: page.entries.length + (from < LOBBY_CHANNEL ? GROUPS_READ : 0) };
}

async function toEntries(
  ports: ChatPorts,
  user: string,
  conversation: OwnConversation,
  found: readonly LogEntry[],
): Promise<ExportEntry[]> {
  const isWhispers = isWhisperKey(conversation.key);
  const isTaken = ({ event }: LogEntry) =>
    isWhispers ? isStanding(event) : isMessage(event) && event.from === user;
  const reactedTo = found.flatMap(({ event, annotation }) => (annotation ? [event.id] : []));
  const [visible, reactions] = await settleAll([
    selectVisible(ports, user, found.filter(isTaken)),
    ports.reactions.of(user, reactedTo),
  ]);
  const shown = new Map(visible.map((event) => [event.id, event]));
  return found.flatMap(({ event: { id } }): ExportEntry[] => {
    const event = shown.get(id);
    const frame = event && toLoggedFrame(event, user);
    const emojis = reactions.get(id) ?? [];
    const items: ExportItem[] = [
      ...(frame ? [{ kind: 'event', event: frame } as const] : []),
      ...(emojis.length > 0
        ? [{ kind: 'reactions', conversation: conversation.name, id, emojis } as const]
        : []),
    ];
    return items.length > 0 ? [{ items, at: `${conversation.key} ${id}` }] : [];
  });
}
