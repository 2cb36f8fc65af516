import { readEventTime } from '../../protocol/events/event-id.ts';
import { WRITE_WITHIN_MS } from '../../protocol/limits.ts';
import type { Subscription } from '../ports/subscriptions.ts';

/** By then after its id an event is stored. Who connects later finds it by a sync. */
const STORED_WITHIN_MS = WRITE_WITHIN_MS + 6_000;

/** @returns whether a connection may have been in the audience of the event with that id when it was stored */
export const wasThere = (id: string, { connectedAt }: Pick<Subscription, 'connectedAt'>) =>
  connectedAt < readEventTime(id) + STORED_WITHIN_MS;
