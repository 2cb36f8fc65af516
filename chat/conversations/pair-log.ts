import { readEventTime } from '../../protocol/event-id.ts';
import type { RelationEvent } from '../../protocol/events.ts';
import { dayOf } from '../ports/conversations.ts';
import { pairConversation } from '../ports/messages.ts';
import type { ChatPorts } from '../ports.ts';

type PairPorts = Pick<ChatPorts, 'conversations' | 'pairedOn'>;

/**
 * The last day for which both of a pair are known to find each other among their conversations; undefined when there
 * is none, or none of late.
 */
export async function findPairedOn(
  { conversations, pairedOn }: PairPorts,
  user: string,
  peer: string,
): Promise<number | undefined> {
  return pairedOn.recall(pairKey(user, peer)) ?? (await conversations.findPairedOn(user, peer));
}

/**
 * Makes sure that both of a pair find each other among their conversations of an event's day. Comes before the event
 * is stored: a sync asks only for the logs of those with whom something happened since. Once a day and direction
 * this costs two writes; else nothing.
 * @param known as `findPairedOn` told
 */
export async function pairUp(
  { conversations, pairedOn }: PairPorts,
  { user, peer, id }: { user: string; peer: string; id: string },
  known: number | undefined,
): Promise<void> {
  const day = dayOf(readEventTime(id));
  if (known === undefined || known < day) {
    // The peer first: what says that both sides know must be written when they do.
    if (peer !== user) await conversations.touch(peer, user, day);
    await conversations.pair(user, peer, day);
  }
  pairedOn.remember(pairKey(user, peer), Math.max(day, known ?? day));
}

/** Stores what happened between two users. @param hiddenFrom who must never see it */
export async function appendToPair(
  ports: PairPorts & Pick<ChatPorts, 'log'>,
  event: RelationEvent,
  hiddenFrom?: string,
): Promise<void> {
  const { id, from, to } = event;
  await pairUp(ports, { user: from, peer: to, id }, await findPairedOn(ports, from, to));
  const entry = { conversation: pairConversation(from, to), event };
  await ports.log.append(hiddenFrom === undefined ? entry : { ...entry, hiddenFrom });
}

/** A space stands in no name. */
const pairKey = (user: string, peer: string) => `${user} ${peer}`;
