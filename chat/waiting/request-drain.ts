import { idOfTime } from '../../protocol/events/event-id.ts';
import type { ChatPorts } from '../ports/chat-ports.ts';
import type { DrainRequest } from '../ports/deliver-requests.ts';
import { REQUEST_HOLD_MS } from '../ports/messages/undelivered.ts';
import { settleAll } from '../settle-all.ts';

export type RequestDrainPorts = Pick<ChatPorts, 'deliverRequests' | 'undelivered' | 'clock'>;

/** A drain that is about to be asked for. */
export const makeDrain = (
  { clock }: Pick<ChatPorts, 'clock'>,
  request: Omit<DrainRequest, 'type' | 'mark'>,
): DrainRequest => ({
  type: 'hand_over',
  ...request,
  mark: `${idOfTime(clock.now())}.${request.connectionId}`,
});

/** Writes down that what waits is to be handed over: should nobody do it, a sweep asks for it again. */
export function noteDrain(
  { undelivered, clock }: Pick<ChatPorts, 'undelivered' | 'clock'>,
  { user, connectionId, mark }: DrainRequest,
): Promise<void> {
  return undelivered.put({ id: mark, user, connectionId, heldUntil: clock.now() + REQUEST_HOLD_MS });
}

/**
 * Asks another function to hand over what waits for a user, to a connection that is about to open, or was left when time was
 * over. That is written down beside it: a drain that is done before has it asked for once more, for nothing.
 */
export async function requestDrain(
  ports: RequestDrainPorts,
  request: Omit<DrainRequest, 'type' | 'mark'>,
): Promise<void> {
  const drain = makeDrain(ports, request);
  await settleAll([noteDrain(ports, drain), ports.deliverRequests.send(drain)]);
}
