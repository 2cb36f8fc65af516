import { createBlockStore } from '../aws/block-store.ts';
import { createMessageLog } from '../aws/message-log.ts';
import { type CloseOldestPorts, closeOldestConnections } from '../chat/delivery/close-oldest.ts';
import { HANDED_ON_WITHIN_MS } from '../chat/delivery/deadlines.ts';
import { deliverChunk } from '../chat/delivery/deliver-chunk.ts';
import { type HandOverPorts, handOverWaiting } from '../chat/delivery/hand-over.ts';
import type { DeliverRequest } from '../chat/ports/deliver-requests.ts';
import { readConnectionLimit } from './limits.ts';
import { openPosts } from './posts.ts';
import { requireVariable } from './read-environment.ts';
import { systemClock } from './runtime.ts';
import { openStores } from './stores.ts';

type DeliverPorts = HandOverPorts & CloseOldestPorts;

let ports: DeliverPorts | undefined;

/**
 * Invoked asynchronously: posts a part of a large audience, hands a user who has just signed in what waited, or closes
 * the oldest connections of a user who has too many.
 */
export async function handler(request: DeliverRequest): Promise<void> {
  ports ??= openPorts();
  switch (request.type) {
    case 'chunk':
      return deliverChunk(ports, request);
    case 'hand_over': {
      const deadline = Date.now() + HANDED_ON_WITHIN_MS;
      return handOverWaiting(ports, request.user, { deadline, isPatient: true });
    }
    case 'limit_connections':
      return closeOldestConnections(ports, request.user);
  }
}

function openPorts(): DeliverPorts {
  const stores = openStores();
  const kept = { retentionDays: Number(requireVariable('retentionDays')) };
  return {
    ...stores,
    ...openPosts(),
    blocks: createBlockStore(stores.db, requireVariable('peopleTable'), kept, systemClock),
    log: createMessageLog(stores.db, requireVariable('messagesTable'), kept, systemClock),
    limits: readConnectionLimit(),
  };
}
