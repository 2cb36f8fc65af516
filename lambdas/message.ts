import { createDeliverRequests } from '../aws/deliver-requests.ts';
import { createFriendshipStore } from '../aws/friendship-store.ts';
import { createMessageLog } from '../aws/message-log.ts';
import { createPaceStore } from '../aws/pace-store.ts';
import { createTokenVerifier } from '../aws/token-verifier.ts';
import { makeEventId } from '../chat/event-id.ts';
import { handleFrame } from '../chat/handle-frame.ts';
import { createMemory } from '../chat/memory.ts';
import type { ChatPorts } from '../chat/ports.ts';
import { openPosts } from './posts.ts';
import { findVariable, requireVariable } from './read-environment.ts';
import { openStores } from './stores.ts';
import { readTokenRules } from './token-rules.ts';
import { OK, readConnection, type WebSocketEvent, type WebSocketResult } from './websocket-event.ts';

let ports: ChatPorts | undefined;

/** $default: every frame. Answers are posted; API Gateway sends no route response. */
export async function handler(event: WebSocketEvent): Promise<WebSocketResult> {
  ports ??= openPorts();
  const { requestTimeEpoch } = event.requestContext;
  const arrival = (performance.timeOrigin + performance.now() - requestTimeEpoch) * 1_000;
  await handleFrame(ports, {
    text: event.body ?? '',
    receivedAt: requestTimeEpoch,
    id: makeEventId({ receivedAt: requestTimeEpoch, arrival, random: ports.random }),
    connection: readConnection(event),
  });
  return OK;
}

function openPorts(): ChatPorts {
  const stores = openStores();
  const retentionDays = Number(requireVariable('retentionDays'));
  return {
    ...stores,
    ...openPosts(),
    friendships: createFriendshipStore(stores.db, requireVariable('peopleTable')),
    log: createMessageLog(stores.db, requireVariable('messagesTable'), { retentionDays }),
    tokens: createTokenVerifier(readTokenRules()),
    paces: createPaceStore(stores.db, requireVariable('messagesTable')),
    deliverRequests: createDeliverRequests(requireVariable('deliverFunction')),
    senders: createMemory(),
    groupIds: createMemory(),
    audienceSizes: createMemory(),
    knownUsers: createMemory(),
    quota: {
      callsPerSecond: Number(requireVariable('accountRate')),
      burst: Number(requireVariable('accountBurst')),
    },
    blockPolicy: findVariable('blockPolicy') === 'silent' ? 'silent' : 'notify',
  };
}
