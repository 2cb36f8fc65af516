import { readEventTime } from '../../protocol/events/event-id.ts';
import type { WaitRule } from '../../protocol/events/event-record.ts';
import { type ChatEvent, type PairEvent, recordOf } from '../../protocol/events/events.ts';
import { WRITE_WITHIN_MS } from '../../protocol/limits.ts';
import type { ChatPorts } from '../ports/chat-ports.ts';
import { pairConversation } from '../ports/messages.ts';
import { settleAll } from '../settle-all.ts';

export type DuePorts = Pick<ChatPorts, 'blocks' | 'friendships' | 'log' | 'clock'>;

/** A command stores its event within this time after the frame, or never does: see `WRITE_WITHIN_MS`. */
const STORED_WITHIN_MS = WRITE_WITHIN_MS + 10_000;

type Due = 'now' | 'not yet' | 'never';

/** When an event is due, by what keeps it waiting. */
const RULES: { readonly [R in WaitRule]: (ports: DuePorts, event: PairEvent) => Promise<Due> } = {
  never: async () => 'never',
  'while stored': findStored,
  // The notice of a block, which may have ended.
  'until told': async (ports, event) => {
    const [due, { blocked }] = await settleAll([
      findStored(ports, event),
      ports.blocks.between(event.from, event.to),
    ]);
    return blocked ? due : 'never';
  },
  // It may have been withdrawn, or both have asked.
  'while requested': async (ports, event) => {
    const [due, friendship] = await settleAll([
      findStored(ports, event),
      ports.friendships.find(event.from, event.to),
    ]);
    return friendship?.state === 'requested' && friendship.requestedBy === event.from ? due : 'never';
  },
};

/** All that waits is written beside the log. What that doesn't have by then it never will. */
async function findStored(
  { log, clock }: Pick<DuePorts, 'log' | 'clock'>,
  { id, from, to }: PairEvent,
): Promise<Due> {
  if (await log.find(pairConversation(from, to), id)) return 'now';
  return clock.now() - readEventTime(id) < STORED_WITHIN_MS ? 'not yet' : 'never';
}

/**
 * Whether what waits for a user is to be posted. Not across a block, even one that came after it: who blocks somebody
 * while their whispers are being handed over wants no more of them (in history they stay, as what is older than a block
 * does).
 */
export async function findDue(ports: DuePorts, user: string, event: ChatEvent): Promise<Due> {
  if (!('to' in event)) return 'now';
  const [due, { blocked }] = await settleAll([
    RULES[recordOf(event).waits](ports, event),
    ports.blocks.between(user, event.from, event.id, true),
  ]);
  return blocked ? 'never' : due;
}
