import { type FailureRecord, handleExpireEvent } from './events/expire.ts';
import { openPosts } from './posts.ts';

let ports: ReturnType<typeof openPosts> | undefined;

/** Invoked with each request to `deliver` that was too old or failed. */
export async function handler(record: FailureRecord): Promise<void> {
  ports ??= openPosts();
  return handleExpireEvent(ports, record);
}
