import { createDeliverRequests, createStrayFrames } from '../aws/deliver-requests.ts';
import { createUndeliveredStore } from '../aws/messages/undelivered-store.ts';
import { createPresenceStore } from '../aws/people/presence-store.ts';
import { createRateBucketStore } from '../aws/rate-bucket-store.ts';
import { createCache } from '../chat/ports/cache.ts';
import type { OwnUse } from '../chat/ports/own-use.ts';
import { handleConnectEvent } from './events/connect.ts';
import { readConnectLimits } from './limits.ts';
import { requireVariable } from './read-environment.ts';
import { consoleLogger, systemClock } from './runtime.ts';
import { openStores } from './stores.ts';
import type { WebSocketEvent, WebSocketResult } from './websocket-event.ts';

let ports: ReturnType<typeof openPorts> | undefined;

/** $connect: writes the connection's rows. Until it returns, API Gateway holds the handshake. */
export async function handler(event: WebSocketEvent): Promise<WebSocketResult> {
  ports ??= openPorts();
  return handleConnectEvent(ports, event);
}

function openPorts() {
  const stores = openStores();
  return {
    ...stores,
    clock: systemClock,
    deliverRequests: createDeliverRequests(requireVariable('deliverFunction')),
    strayFrames: createStrayFrames(requireVariable('messageFunction')),
    presences: createPresenceStore(stores.db, requireVariable('peopleTable'), systemClock),
    undelivered: createUndeliveredStore(stores.db, requireVariable('messagesTable')),
    limits: readConnectLimits(),
    rateBuckets: createRateBucketStore(stores.db, requireVariable('messagesTable')),
    ownUse: createCache<OwnUse>(),
    logger: consoleLogger,
  };
}
