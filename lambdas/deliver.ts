import { HANDED_ON_WITHIN_MS } from '../chat/delivery/deadlines.ts';
import { deliverChunk } from '../chat/delivery/deliver-chunk.ts';
import { type HandOverPorts, handOverWaiting } from '../chat/delivery/hand-over.ts';
import type { DeliveryChunk, HandOverRequest } from '../chat/ports/deliver-requests.ts';
import { openPosts } from './posts.ts';
import { openStores } from './stores.ts';

let ports: HandOverPorts | undefined;

/** Invoked asynchronously: posts a part of a large audience, or hands a user who has just signed in what waited. */
export async function handler(request: DeliveryChunk | HandOverRequest): Promise<void> {
  ports ??= { ...openStores(), ...openPosts() };
  if (request.type === 'chunk') await deliverChunk(ports, request);
  else {
    const deadline = Date.now() + HANDED_ON_WITHIN_MS;
    await handOverWaiting(ports, request.user, { deadline, isPatient: true });
  }
}
