import { isEdited } from '../../protocol/events/changes.ts';
import { readEventTime } from '../../protocol/events/event-id.ts';
import type { WaitRule } from '../../protocol/events/event-record.ts';
import { type PairEvent, recordOf } from '../../protocol/events/events.ts';
import { WRITE_WITHIN_MS } from '../../protocol/limits.ts';
import { showPairTo } from '../conversations/show-quotes.ts';
import type { ChatPorts } from '../ports/chat-ports.ts';
import { pairConversation, type WaitingEvent } from '../ports/messages/messages.ts';
import { settleAll } from '../settle-all.ts';

export type DuePorts = Pick<ChatPorts, 'blocks' | 'friendships' | 'invitations' | 'log' | 'clock'>;

/** A command stores its event within this time after the frame, or never does: see `WRITE_WITHIN_MS`. */
const STORED_WITHIN_MS = WRITE_WITHIN_MS + 10_000;

/** The event that is to be posted, as it is now. */
type Due = PairEvent | 'not yet' | 'never';

/** What is due of that which waits, by what keeps it waiting. */
const RULES: { readonly [R in WaitRule]: (ports: DuePorts, waiting: WaitingEvent) => Promise<Due> } = {
  never: async () => 'never',
  'while stored': findStored,
  // The notice of a block, which may have ended.
  'until told': async (ports, waiting) => {
    const [due, { blocked }] = await settleAll([
      findStored(ports, waiting),
      ports.blocks.between(waiting.from, waiting.to),
    ]);
    return blocked ? due : 'never';
  },
  // It may have been withdrawn, or both have asked.
  'while requested': async (ports, waiting) => {
    const [due, friendship] = await settleAll([
      findStored(ports, waiting),
      ports.friendships.find(waiting.from, waiting.to),
    ]);
    return friendship?.state === 'requested' && friendship.requestedBy === waiting.from ? due : 'never';
  },
  // It may have been taken up, or declined, and another made since.
  'while invited': async (ports, waiting) => {
    const due = await findStored(ports, waiting);
    if (typeof due === 'string') return due;
    const standing = due.type === 'invited' && (await ports.invitations.find(due.to, due.group, due.from));
    return standing && standing.id === due.id ? due : 'never';
  },
};

/** All that waits is written beside the log. What that doesn't have by then it never will; of what was deleted nothing is told. */
async function findStored(
  { log, clock }: Pick<DuePorts, 'log' | 'clock'>,
  { id, from, to }: WaitingEvent,
): Promise<Due> {
  const stored = (await log.find(pairConversation(from, to), id))?.event;
  if (stored && 'to' in stored) return 'isDeleted' in stored && stored.isDeleted ? 'never' : stored;
  return clock.now() - readEventTime(id) < STORED_WITHIN_MS ? 'not yet' : 'never';
}

/**
 * What is to be posted of what waits for a user: the event as it stands by now. Nothing across a block, even one that came
 * after it: who blocks somebody while their whispers are being handed over wants no more of them (in history they stay, as
 * what is older than a block does).
 */
export async function findDue(ports: DuePorts, user: string, waiting: WaitingEvent): Promise<Due> {
  const [due, { blocked }] = await settleAll([
    RULES[recordOf(waiting).waits](ports, waiting),
    ports.blocks.between(user, waiting.from, waiting.id, true),
  ]);
  if (blocked || (await isHiddenSince(ports, user, due))) return 'never';
  return typeof due === 'string' ? due : showPairTo(ports, user, due);
}

/** Whether a block, which may have ended, hides what the event says by now. */
async function isHiddenSince({ blocks }: DuePorts, user: string, due: Due): Promise<boolean> {
  if (typeof due === 'string' || due.type !== 'whisper' || !isEdited(due)) return false;
  return (await blocks.between(user, due.from, due.rev)).blocked;
}
