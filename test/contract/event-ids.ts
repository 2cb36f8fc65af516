import { makeEventId } from '../../protocol/events/event-id.ts';

/** An event's id. @param receivedAt epoch milliseconds @param arrival tells ids of the same millisecond apart */
export const idAt = (receivedAt: number, arrival = 7) =>
  makeEventId({ receivedAt, arrival, random: () => 0.5 });
