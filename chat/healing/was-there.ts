import { readEventTime } from '../../protocol/events/event-id.ts';
import { WRITE_WITHIN_MS } from '../../protocol/limits.ts';
import type { Subscription } from '../ports/connections/subscriptions.ts';
import type { UndeliveredEvent } from '../ports/messages/undelivered.ts';
import { STORE_WITHIN_MS } from '../posting/deadlines.ts';
import type { LateEvent } from './late-event.ts';

/** After its id. Sweeps hold what they come to nothing with for longer and longer: nobody who was closed is closed again for that. */
const STORED_WITHIN_MS = STORE_WITHIN_MS + WRITE_WITHIN_MS + 6_000;

/** @returns by when an event was stored, or a membership changed; epoch milliseconds */
export const findStoredBy = ({ id, heldUntil }: Pick<UndeliveredEvent, 'id' | 'heldUntil'>): number =>
  Math.min(heldUntil, readEventTime(id) + STORED_WITHIN_MS);

/** @returns whether a connection may have been in the audience of a late event when it was stored: one that came later syncs */
export const wasThere =
  ({ storedBy }: Pick<LateEvent, 'storedBy'>) =>
  ({ connectedAt }: Pick<Subscription, 'connectedAt'>): boolean =>
    connectedAt < storedBy;
