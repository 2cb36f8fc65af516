import { notifyUser } from '../delivery/notify.ts';
import { pairConversation } from '../ports/messages.ts';
import type { ChatPorts } from '../ports.ts';
import { settleAll } from '../settle-all.ts';

/** Logs a friendship that has just begun, and tells both. */
export async function befriend(
  ports: ChatPorts,
  { id, asker, answerer }: { id: string; asker: string; answerer: string },
): Promise<void> {
  const event = { type: 'friends', id, from: asker, to: answerer } as const;
  await ports.log.append({ conversation: pairConversation(asker, answerer), event });
  await settleAll([notifyUser(ports, asker, event), notifyUser(ports, answerer, event)]);
}
