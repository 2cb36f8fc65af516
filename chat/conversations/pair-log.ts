import { readEventTime } from '../../protocol/events/event-id.ts';
import type { PairEvent } from '../../protocol/events/events.ts';
import type { RelationEvent } from '../../protocol/events/relations.ts';
import { createHold } from '../delivery/hold.ts';
import type { ChatPorts } from '../ports/chat-ports.ts';
import { dayOf, type PairDays } from '../ports/messages/conversations.ts';
import { ownConversation, pairConversation } from '../ports/messages/messages.ts';
import type { DeliveryMark } from '../ports/messages/undelivered.ts';
import { placeholderUser } from '../ports/people/placeholder-user.ts';
import { settleAll } from '../settle-all.ts';

type PairPorts = Pick<ChatPorts, 'conversations' | 'pairDays' | 'log'>;

/** Who may see an event between two: both, or only its author. */
export type Visibility = 'both' | 'author';

/** What the user's side of a pair is known to know. */
export async function findPairDays(
  { conversations, pairDays }: Pick<PairPorts, 'conversations' | 'pairDays'>,
  user: string,
  peer: string,
): Promise<PairDays> {
  return pairDays.get(pairKey(user, peer)) ?? (await conversations.findDays(user, peer));
}

/** The last day on which the user's side has anything of the peer; undefined when there is none, or none of late. */
export function lastDayOf({ pairedOn, ownOn }: PairDays): number | undefined {
  if (pairedOn === undefined || ownOn === undefined) return pairedOn ?? ownOn;
  return Math.max(pairedOn, ownOn);
}

/**
 * Makes sure that those who may see an event find its conversation among theirs on its day. Comes before the event is
 * stored: a sync asks only for the logs of those with whom something happened since. Once a day and direction this
 * costs two writes, one behind the other, whoever may see it: an author could tell fewer from a block.
 * @param known as `findPairDays` told
 * @returns what is known now
 */
export async function recordPairDay(
  ports: PairPorts,
  event: PairEvent,
  known: PairDays,
  visibility: Visibility,
): Promise<PairDays> {
  const { conversations } = ports;
  const { from: user, to: peer } = event;
  const day = dayOf(readEventTime(event.id));
  if (visibility === 'both') {
    if (isBefore(known.pairedOn, day)) {
      // The peer first: what says that both sides know must be written when they do.
      if (peer !== user) await conversations.touch(peer, user, day);
      await conversations.pair(user, peer, day);
    }
    return { ...known, pairedOn: Math.max(day, known.pairedOn ?? day) };
  }
  if (!isBefore(lastDayOf(known), day)) return known;
  await conversations.touch(placeholderUser(user), user, day);
  await conversations.touchOwn(user, peer, day);
  return { ...known, ownOn: day };
}

/**
 * The same in one step, as far as it comes before the event: that both sides know of each other, which is written only when
 * they do, stands beside the event (`storeTouched`). A write more, the first time in a day.
 */
export async function touchPairDay(
  { conversations }: Pick<PairPorts, 'conversations'>,
  { id, from, to }: PairEvent,
  known: PairDays,
  visibility: Visibility,
): Promise<void> {
  const day = dayOf(readEventTime(id));
  if (visibility === 'both' && isBefore(known.pairedOn, day))
    await settleAll([conversations.touch(to, from, day), conversations.touch(from, to, day)]);
  if (visibility === 'author' && isBefore(lastDayOf(known), day))
    await settleAll([
      conversations.touch(placeholderUser(from), from, day),
      conversations.touchOwn(from, to, day),
    ]);
}

/** Stores an event behind `touchPairDay`. @param known as that was given @param mark as of `MessageLog.append` */
export async function storeTouched(
  ports: PairPorts,
  event: PairEvent,
  known: PairDays,
  visibility: Visibility,
  mark: DeliveryMark,
): Promise<void> {
  const { id, from, to } = event;
  const { conversations } = ports;
  const day = dayOf(readEventTime(id));
  if (visibility === 'both') {
    const isFirst = isBefore(known.pairedOn, day);
    const touched = isFirst ? { ...known, pairedOn: day } : known;
    await settleAll([
      storeBetween(ports, event, touched, visibility, mark),
      isFirst && conversations.pair(from, to, day),
    ]);
    return;
  }
  const isFirst = isBefore(lastDayOf(known), day);
  const touched = isFirst ? { ...known, ownOn: day } : known;
  await settleAll([
    storeBetween(ports, event, touched, visibility, mark),
    // In the pair's stead: its author must not tell by fewer writes.
    isFirst && conversations.touch(placeholderUser(from), from, day),
  ]);
}

/** Stores an event between two. @param known as `recordPairDay` told @param mark as of `MessageLog.append` */
export async function storeBetween(
  ports: PairPorts,
  event: PairEvent,
  known: PairDays,
  visibility: Visibility,
  mark?: DeliveryMark,
): Promise<void> {
  const { from, to } = event;
  const remember = (days: PairDays) => ports.pairDays.set(pairKey(from, to), days);
  if (visibility === 'both') {
    remember(known);
    return ports.log.append({ conversation: pairConversation(from, to), event, mark });
  }
  const day = dayOf(readEventTime(event.id));
  await settleAll([
    ports.log.append({ conversation: ownConversation(from, to), event, mark }),
    // Beside it, as both know of the day already: a sync that misses it here looks again, from 120 s before.
    isBefore(known.ownOn, day) && ports.conversations.touchOwn(from, to, day),
  ]);
  remember({ ...known, ownOn: Math.max(day, known.ownOn ?? day) });
}

/**
 * Stores what one did to another, and that it is undelivered: whoever has told both removes that.
 * @param mark what a sweep has to know of it
 */
export async function appendToPair(
  ports: PairPorts & Pick<ChatPorts, 'undelivered' | 'clock'>,
  event: RelationEvent,
  visibility: Visibility,
  mark: Pick<DeliveryMark, 'tellsChange'> = {},
): Promise<void> {
  const known = await recordPairDay(
    ports,
    event,
    await findPairDays(ports, event.from, event.to),
    visibility,
  );
  await storeBetween(ports, event, known, visibility, { ...createHold(ports, event.id).mark, ...mark });
}

const isBefore = (known: number | undefined, day: number) => known === undefined || known < day;

/** A space stands in no name. */
const pairKey = (user: string, peer: string) => `${user} ${peer}`;
