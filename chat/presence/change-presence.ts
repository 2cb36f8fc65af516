import { makeEventId } from '../../protocol/events/event-id.ts';
import { hasConnection } from '../connections/has-connection.ts';
import type { ChatPorts } from '../ports/chat-ports.ts';
import type { UnfinishedPresence } from '../ports/messages/undelivered.ts';
import type { UserPresence } from '../ports/people/presences.ts';
import { decidePresence, type Found } from './decide-presence.ts';

export type ChangePresencePorts = Pick<
  ChatPorts,
  'presences' | 'subscriptions' | 'undelivered' | 'clock' | 'random'
>;

/** Others decide at the same moment only when a user comes and goes within one. */
const ATTEMPTS = 5;

/** A presence as it is now. */
export interface ChangedPresence {
  readonly presence: UserPresence;
  /** Whether this changed what friends see: then its caller tells them, and nobody else does. */
  readonly hasTurned: boolean;
}

/**
 * Makes a user's presence what follows of the connections that are there, and of what the user wants.
 * @param why a command by which the user wants something else, or how late this is
 * @throws Error when it changes again and again
 */
export async function changePresence(
  ports: ChangePresencePorts,
  user: string,
  why: Pick<Found, 'wish' | 'isLate'> = {},
): Promise<ChangedPresence> {
  const { presences, undelivered, clock, random } = ports;
  /** What this has written; or may have, where the answer of a write was lost. */
  const written = new Set<string>();
  const outcome = (presence: UserPresence) => ({ presence, hasTurned: written.has(presence.rev) });
  // Before the connections: who has looked at them later than this, and written, makes this write fail.
  let before = await presences.find(user);
  for (let attempt = 0; attempt < ATTEMPTS; attempt++) {
    const isThere = await hasConnection(ports.subscriptions, user);
    const now = clock.now();
    const id = makeEventId({ receivedAt: now, arrival: 0, random });
    const decision = decidePresence(before, { ...why, isThere, now, id });
    if (decision.kind === 'same' || before.putOffUntil > now) return outcome(before);
    const { kind, presence } = decision;
    // First: others rely on it from when it is said on.
    if (kind === 'put_off') await undelivered.put(markOf(user, presence));
    if (presence.rev !== before.rev) written.add(presence.rev);
    // And another look behind it: who looked meanwhile, found all as it was and so wrote nothing, saw what was written over.
    before = (await presences.write(user, presence)) ? next(presence) : await presences.find(user);
  }
  throw new Error(`The presence of ${user} changes again and again`);
}

/** All changes that are put off until then have the same mark. */
const markOf = (user: string, { rev, putOffUntil }: UserPresence): UnfinishedPresence => ({
  id: `${rev}~p`,
  presenceOf: user,
  heldUntil: putOffUntil,
});

/** A presence as it stands once it is written. */
const next = (presence: UserPresence): UserPresence => ({ ...presence, version: presence.version + 1 });
