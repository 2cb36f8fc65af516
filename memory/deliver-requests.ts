import type { DeliverRequest, DeliverRequests } from '../chat/ports/deliver-requests.ts';

export interface RecordingDeliverRequests extends DeliverRequests {
  /** What was asked for, oldest first; nobody does it. */
  readonly requests: DeliverRequest[];
  /** Whose hand-over was asked for, oldest first. */
  handOverUsers(): string[];
}

export function createRecordingDeliverRequests(): RecordingDeliverRequests {
  const requests: DeliverRequest[] = [];
  return {
    requests,
    handOverUsers: () => requests.flatMap((request) => (request.type === 'hand_over' ? [request.user] : [])),
    async send(request) {
      requests.push(request);
    },
  };
}
