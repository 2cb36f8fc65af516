import { internal } from '../../protocol/errors.ts';
import type { ChatPorts } from '../ports/chat-ports.ts';
import type { Annotation, MessagePlace, Reaction, Tally } from '../ports/messages/reactions.ts';
import { tally } from './tally.ts';
import { revOf } from './view-tally.ts';

const ATTEMPTS = 5;

/** The reactions to a message, and how what was written down of them is called. */
export interface Counted {
  readonly rev: string;
  readonly reactions: readonly Reaction[];
}

/**
 * Counts the reactions to a message from their rows, and writes that beside the message, unless it stands there. Never adds to what
 * stands there: what a function that died has left uncounted is counted by the next.
 * @param before what stands there, if it was read consistently
 * @throws ChatError `internal`: others have counted meanwhile, again and again
 */
export async function recount(
  { reactions }: Pick<ChatPorts, 'reactions'>,
  place: MessagePlace,
  before?: Annotation,
): Promise<Counted> {
  let found = before;
  for (let attempt = 0; attempt < ATTEMPTS; attempt++) {
    // Before the rows: who counts beside this one, and has seen fewer, must fail to write.
    const { version, ...known } = found ?? (await reactions.annotation(place, { consistent: true }));
    const all = await reactions.all(place.id);
    const counted = tally(all);
    if (isSame(known, counted)) return { rev: revOf(version), reactions: all };
    if (await reactions.annotate(place, counted, version)) return { rev: revOf(version + 1), reactions: all };
    found = undefined;
  }
  throw internal(new Error(`The reactions to ${place.id} are counted by others, again and again`));
}

const isSame = (one: Tally, other: Tally) => textOf(one) === textOf(other);
const textOf = ({ kinds, by, hidden, isHiddenCut }: Tally) =>
  JSON.stringify([
    kinds.map(({ emoji, count }) => [emoji, count]),
    by.map(({ emoji, user }) => [emoji, user]),
    hidden.map(({ emoji, user, hiddenFrom }) => [emoji, user, hiddenFrom]),
    isHiddenCut,
  ]);
