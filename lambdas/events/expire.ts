import { expireRequest } from '../../chat/expire-request.ts';
import type { DeliverRequest } from '../../chat/ports/deliver-requests.ts';

/** What Lambda tells an on-failure destination (Lambda, "Capturing records of asynchronous invocations"). */
export interface FailureRecord {
  readonly requestPayload: DeliverRequest;
}

/** Makes good for a request to `deliver` that was too old or failed. */
export async function handleExpireEvent(
  ports: Parameters<typeof expireRequest>[0],
  { requestPayload }: FailureRecord,
): Promise<void> {
  await expireRequest(ports, requestPayload);
}
