import type { HandOverRequest } from '../aws/hand-over-requests.ts';
import { type HandOverPorts, handOverWaiting } from '../chat/delivery/hand-over.ts';
import { openPosts } from './posts.ts';
import { openStores } from './stores.ts';

let ports: HandOverPorts | undefined;

/** Invoked asynchronously: hands a user who has just connected what waited. */
export async function handler({ user }: HandOverRequest): Promise<void> {
  ports ??= { ...openStores(), ...openPosts() };
  await handOverWaiting(ports, user);
}
