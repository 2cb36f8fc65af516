import { readEventTime } from '../../protocol/events/event-id.ts';
import type { WaitRule } from '../../protocol/events/event-record.ts';
import { type PairEvent, recordOf } from '../../protocol/events/events.ts';
import { WRITE_WITHIN_MS } from '../../protocol/limits.ts';
import type { ChatPorts } from '../ports/chat-ports.ts';
import { pairConversation, type WaitingEvent } from '../ports/messages.ts';
import { settleAll } from '../settle-all.ts';

export type DuePorts = Pick<ChatPorts, 'blocks' | 'friendships' | 'log' | 'clock'>;

/** A command stores its event within this time after the frame, or never does: see `WRITE_WITHIN_MS`. */
const STORED_WITHIN_MS = WRITE_WITHIN_MS + 10_000;

/** The event that is to be posted, as it is now. */
type Due = PairEvent | 'not yet' | 'never';

/** What is due of that which waits, by what keeps it waiting. */
const RULES: { readonly [R in WaitRule]: (ports: DuePorts, waiting: WaitingEvent) => Promise<Due> } = {
  never: async () => 'never',
  'until told': async (_, waiting) => wholeOf(waiting),
  // What the log doesn't have by then it never will.
  'while stored': async ({ log, clock }, { id, from, to }) => {
    const stored = await log.find(pairConversation(from, to), id);
    if (stored && 'to' in stored.event) return stored.event;
    return clock.now() - readEventTime(id) < STORED_WITHIN_MS ? 'not yet' : 'never';
  },
  // It may have been withdrawn, or both have asked.
  'while requested': async ({ friendships }, waiting) => {
    const { from, to } = waiting;
    const friendship = await friendships.find(from, to);
    return friendship?.state === 'requested' && friendship.requestedBy === from ? wholeOf(waiting) : 'never';
  },
};

/** What needs no log to be told. */
const wholeOf = (waiting: WaitingEvent): Due => (waiting.type === 'whisper' ? 'never' : waiting);

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
  return blocked ? 'never' : due;
}
