import { readEventTime } from '../../protocol/events/event-id.ts';
import type { ChatPorts } from '../ports/chat-ports.ts';
import { STORE_WITHIN_MS } from '../posting/deadlines.ts';

/** @returns false where an event of that id, if it were stored now, could not be delivered within the deadline */
export const mayStillStore = ({ clock }: Pick<ChatPorts, 'clock'>, id: string): boolean =>
  clock.now() - readEventTime(id) <= STORE_WITHIN_MS;
