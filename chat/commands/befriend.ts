import { appendToPair } from '../conversations/pair-log.ts';
import { notifyUser } from '../delivery/notify.ts';
import type { ChatPorts } from '../ports.ts';
import { acknowledge, type Outcome } from '../request.ts';
import { settleAll } from '../settle-all.ts';

/** Logs a friendship that has just begun, and tells both. */
export async function befriend(
  ports: ChatPorts,
  { id, asker, answerer }: { id: string; asker: string; answerer: string },
): Promise<Outcome> {
  const event = { type: 'friends', id, from: asker, to: answerer } as const;
  await appendToPair(ports, event, 'both');
  await settleAll([notifyUser(ports, asker, event), notifyUser(ports, answerer, event)]);
  return acknowledge(id);
}
