import type { ChatPorts } from '../ports/chat-ports.ts';
import type { Blockers, BlockLookup, BlocksBetween } from '../ports/people/blocks.ts';

export type FindBlocksPorts = Pick<ChatPorts, 'blocks' | 'clock'>;

const FIRST_PAUSE_MS = 20;
const LONGEST_PAUSE_MS = 500;

/**
 * Which of two has blocked the other, for something that one of them sends. Waits, some milliseconds, while a block is
 * being written that may hide it: what is withheld now must be what is hidden later, in a sync or in history.
 * @param id of what is sent
 */
export const findBetween = (
  ports: FindBlocksPorts,
  one: string,
  other: string,
  id: string,
): Promise<BlocksBetween> => whenSettled(ports, () => ports.blocks.between(one, other, id));

/**
 * From whom something that a user sends is hidden; waits in the same way.
 * @param id of several one that is hidden is enough
 * @param id of what is sent
 * @param orStanding also from whom it wouldn't be hidden, but who blocks the user by now
 */
export const findBlockers = async (
  ports: FindBlocksPorts,
  user: string,
  id: string | readonly string[],
  orStanding = false,
): Promise<ReadonlySet<string>> =>
  (await whenSettled(ports, () => ports.blocks.blockersOf(user, id, orStanding))).names;

/** What stands against somebody who says something: from whom it is hidden, and where they may not speak. */
export const findAgainst = (ports: FindBlocksPorts, user: string, id: string): Promise<Blockers> =>
  whenSettled(ports, () => ports.blocks.blockersOf(user, id));

/** Ends: a block that nobody settles counts as settled some seconds later, and a newer one doesn't hide an older id. */
async function whenSettled<Look extends BlockLookup>(
  { clock }: FindBlocksPorts,
  look: () => Promise<Look>,
): Promise<Look> {
  for (let pause = FIRST_PAUSE_MS; ; pause = Math.min(pause * 2, LONGEST_PAUSE_MS)) {
    const found = await look();
    if (!found.isUnsettled) return found;
    await clock.sleep(pause);
  }
}
