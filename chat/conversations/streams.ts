import { type CursorPosition, readCursor } from '../../protocol/cursor.ts';
import { idOfTime, laterId, readEventTime } from '../../protocol/events/event-id.ts';
import { DELIVERY_DEADLINE_MS } from '../../protocol/limits.ts';
import type { ChatPorts } from '../ports/chat-ports.ts';
import { groupChannel, LOBBY_CHANNEL } from '../ports/connections/subscriptions.ts';
import { type Membership, seenFrom } from '../ports/groups/groups.ts';
import { dayOf } from '../ports/messages/conversations.ts';
import { activeLogs } from '../ports/messages/messages.ts';

/** Something that a cursor stands in: one log, or those of all whispers. */
export interface Stream extends CursorPosition {
  /** The cursor's key: `lobby`, `whispers`, `group:devs`. */
  readonly key: string;
  /** Each conversation by its logs, to be read as one. */
  readonly conversations: readonly (readonly string[])[];
  /** Nothing with an earlier id is the asker's to see. */
  readonly from?: string;
}

type Cursors = Readonly<Record<string, string>>;

/** All that a user hears of, each from where the user's cursor stands. */
export async function openStreams(
  ports: Pick<ChatPorts, 'groups' | 'conversations'>,
  user: string,
  { cursors, now }: { cursors: Cursors; now: number },
): Promise<Stream[]> {
  const position = (key: string): CursorPosition => {
    const cursor = cursors[key];
    // Who has none begins with what may be on its way.
    return cursor === undefined ? { after: idOfTime(now - DELIVERY_DEADLINE_MS) } : readCursor(cursor, now);
  };
  const whispers = position('whispers');
  const [memberships, peers] = await Promise.all([
    ports.groups.memberships(user),
    ports.conversations.peersSince(user, dayOf(readEventTime(whispers.after))),
  ]);
  return [
    { key: 'lobby', conversations: [[LOBBY_CHANNEL]], ...position('lobby') },
    { key: 'whispers', conversations: peers.map((peer) => activeLogs(user, peer)), ...whispers },
    ...memberships.map((membership) => openGroup(membership, cursors, now)),
  ];
}

/**
 * Where a group begins of which there is no cursor: with the client's last sync, as it may have been joined by another
 * device since; of who has never synced with what may be on its way, like all else. The rest is history.
 */
function beginGroup({ lobby, whispers }: Cursors, now: number): CursorPosition {
  const known = lobby ?? whispers;
  // Within a page as well, so that nothing is passed over of a group that was joined between two pages.
  const synced = known === undefined ? now : Math.min(readEventTime(known), now);
  return { after: idOfTime(synced - DELIVERY_DEADLINE_MS) };
}

/** A group, from the cursor or from where the user may see it, whichever is later. */
function openGroup(membership: Membership, cursors: Cursors, now: number): Stream {
  const { group, groupId } = membership;
  const from = seenFrom(membership);
  const key = `group:${group}`;
  const cursor = cursors[key];
  const position = cursor === undefined ? beginGroup(cursors, now) : readCursor(cursor, now);
  return {
    key,
    conversations: [[groupChannel(groupId)]],
    ...position,
    after: laterId(position.after, idOfTime(readEventTime(from))),
    from,
  };
}
