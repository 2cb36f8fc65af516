import type { Subscription } from '../ports/subscriptions.ts';
import type { LateEvent } from './late-event.ts';

/** @returns whether a connection may have been in the audience of a late event when it was stored: one that came later syncs */
export const wasThere =
  ({ storedBy }: Pick<LateEvent, 'storedBy'>) =>
  ({ connectedAt }: Pick<Subscription, 'connectedAt'>): boolean =>
    connectedAt < storedBy;
