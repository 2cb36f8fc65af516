import { handledLater } from '../handled-later.ts';
import type { ChatPorts } from '../ports/chat-ports.ts';
import { HOLD_MS, type UnfinishedReactions } from '../ports/messages/undelivered.ts';
import type { BucketPorts } from '../rates/bucket.ts';
import { takeReactionPosts } from '../rates/reaction-rate.ts';
import { recount } from './recount.ts';
import {
  findReactionAudience,
  type ReactedMessage,
  type TellReactionsPorts,
  tellReactions,
} from './tell-reactions.ts';

/** Clocks of functions differ by less: who reads that reactions are counted later than that from now will be counted. */
export const CLOCKS_DIFFER_MS = 500;
/** A flush comes no sooner, or nobody would be spared by it. */
const LEAST_WAIT_MS = 2 * CLOCKS_DIFFER_MS;
/** So long a function waits for its turn; what has none by then is the sweep's. */
const MOST_WAIT_MS = 5_000;

export type FlushPorts = TellReactionsPorts & BucketPorts & Pick<ChatPorts, 'reactions'>;

/**
 * Has the reactions to a message counted and told a while later, by this function or one that has said so already: until then all
 * others need do nothing but write their own. A function that dies over it leaves it to the sweep.
 * @param wait milliseconds until the channel has posts for it
 */
export async function flushLater(
  ports: ChatPorts,
  reacted: ReactedMessage,
  wait: number,
): Promise<{ readonly delivery?: Promise<void> }> {
  const { place } = reacted;
  const now = ports.clock.now();
  const flushAt = now + Math.min(Math.max(wait, LEAST_WAIT_MS), MOST_WAIT_MS);
  const mark = { ...markOf(place), heldUntil: flushAt + HOLD_MS };
  // First: others rely on it from when it is said on, and a function may die right behind that.
  await ports.undelivered.put(mark);
  if (!(await ports.reactions.schedule(place, flushAt, now + CLOCKS_DIFFER_MS))) return {};
  return {
    delivery: handledLater(flushInTurn(ports, reacted, mark, { flushAt, endsAt: now + MOST_WAIT_MS })),
  };
}

const markOf = ({ conversation, id }: ReactedMessage['place']): Omit<UnfinishedReactions, 'heldUntil'> => ({
  // One for all who have said so: the message's own mark is called by the id alone.
  id: `${id}~r`,
  conversation,
  message: id,
});

async function flushInTurn(
  ports: ChatPorts,
  reacted: ReactedMessage,
  { id, heldUntil }: UnfinishedReactions,
  { flushAt, endsAt }: { readonly flushAt: number; readonly endsAt: number },
): Promise<void> {
  await ports.clock.sleep(flushAt - ports.clock.now());
  if (await flushBy(ports, reacted, endsAt)) await ports.undelivered.drop(id, heldUntil);
}

/**
 * Counts the reactions to a message and tells all who see it, as soon as the channel has posts for that.
 * @param endsAt epoch milliseconds, until which that may be waited for
 * @returns whether it came to it
 */
export async function flushBy(ports: FlushPorts, reacted: ReactedMessage, endsAt: number): Promise<boolean> {
  const { clock, audienceSizes } = ports;
  const { conversation } = reacted.place;
  const size = audienceSizes.get(conversation) ?? (await findReactionAudience(ports, reacted)).rows.length;
  for (let wait = await takeReactionPosts(ports, conversation, size); wait > 0; ) {
    if (clock.now() + wait > endsAt) return false;
    await clock.sleep(wait);
    wait = await takeReactionPosts(ports, conversation, size);
  }
  // Not beside the audience: who has come by then is told what was counted, and not less.
  const counted = await recount(ports, reacted.place);
  const audience = await findReactionAudience(ports, reacted);
  await tellReactions(ports, reacted, counted, audience);
  return true;
}
