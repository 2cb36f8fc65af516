import type { DeliverRequests, DeliveryChunk, HandOverRequest } from '../../chat/ports/deliver-requests.ts';

export interface RecordingDeliverRequests extends DeliverRequests {
  /** What was asked for, oldest first; nobody does it. */
  readonly requests: (HandOverRequest | DeliveryChunk)[];
  /** Whose hand-over was asked for, oldest first. */
  handOverUsers(): string[];
}

export function createRecordingDeliverRequests(): RecordingDeliverRequests {
  const requests: (HandOverRequest | DeliveryChunk)[] = [];
  return {
    requests,
    handOverUsers: () => requests.flatMap((request) => (request.type === 'hand_over' ? [request.user] : [])),
    async send(request) {
      requests.push(request);
    },
  };
}
