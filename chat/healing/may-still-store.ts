import { readEventTime } from '../../protocol/events/event-id.ts';
import { DELIVERY_DEADLINE_MS } from '../../protocol/limits.ts';
import type { ChatPorts } from '../ports/chat-ports.ts';

const STORE_WITHIN_MS = DELIVERY_DEADLINE_MS - 30_000;

/** @returns false where an event of that id, if it were stored now, could not be delivered within the deadline */
export const mayStillStore = ({ clock }: Pick<ChatPorts, 'clock'>, id: string): boolean =>
  clock.now() - readEventTime(id) <= STORE_WITHIN_MS;
