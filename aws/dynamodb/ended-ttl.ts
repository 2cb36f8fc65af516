import { readEventTime } from '../../protocol/events/event-id.ts';
import { REF_KEPT_MS } from '../../protocol/limits.ts';
import { toTtl } from './row-expiry.ts';

/**
 * The TTL, in epoch seconds, of what has ended: as long as its command may come again by `ref`, it must be known by
 * which event it did. @param id of that event
 */
export const endedTtl = (id: string) => toTtl(readEventTime(id) + REF_KEPT_MS);
