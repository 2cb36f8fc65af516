import type { DeliverRequest, DeliverRequests } from '../chat/ports/deliver-requests.ts';

export interface RecordingDeliverRequests extends DeliverRequests {
  /** What was asked for, oldest first; nobody does it. */
  readonly requests: DeliverRequest[];
  /** Whose drain was asked for, oldest first. */
  drainUsers(): string[];
}

export function createRecordingDeliverRequests(): RecordingDeliverRequests {
  const requests: DeliverRequest[] = [];
  return {
    requests,
    drainUsers: () => requests.flatMap((request) => (request.type === 'hand_over' ? [request.user] : [])),
    async send(request) {
      requests.push(request);
    },
  };
}
