import { expireRequest } from '../chat/delivery/expire.ts';
import type { DeliverRequest } from '../chat/ports/deliver-requests.ts';
import { openPosts } from './posts.ts';

/** What Lambda tells an on-failure destination (Lambda, "Capturing records of asynchronous invocations"). */
interface FailureRecord {
  readonly requestPayload: DeliverRequest;
}

let ports: ReturnType<typeof openPosts> | undefined;

/** Invoked with each request to `deliver` that was too old or failed. */
export async function handler({ requestPayload }: FailureRecord): Promise<void> {
  ports ??= openPosts();
  await expireRequest(ports, requestPayload);
}
