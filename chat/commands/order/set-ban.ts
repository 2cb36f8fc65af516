import { handledLater } from '../../handled-later.ts';
import type { ChatPorts } from '../../ports/chat-ports.ts';
import { LOBBY_CHANNEL } from '../../ports/connections/subscriptions.ts';
import type { AuditEntry } from '../../ports/messages/audits.ts';
import { HOLD_MS } from '../../ports/messages/undelivered.ts';
import { type Ban, FOREVER } from '../../ports/people/bans.ts';
import { closeBanned } from '../../posting/close-banned.ts';
import { acknowledge, type Outcome } from '../../request.ts';
import { settleAll } from '../../settle-all.ts';
import { tellDone } from './tell-done.ts';

const DONE = { ban: 'Banned', unban: 'Unbanned' } as const;

/**
 * Bans somebody, or lets them in again. First what is written down of it, and that it may be left unfinished, for a sweep; then the
 * profile, which refuses sign-ins before they begin; then the user's channel, which decides: from there on it holds, and is answered.
 * Only then the connections are read, so that each that isn't seen here has seen the ban itself.
 */
export async function setBan(ports: ChatPorts, act: keyof typeof DONE, ban: Ban): Promise<Outcome> {
  const { user: target, id, by } = ban;
  await settleAll([
    ports.audits.put(LOBBY_CHANNEL, auditOf(act, ban)),
    ports.undelivered.put({ id, banned: target, heldUntil: ports.clock.now() + HOLD_MS }),
  ]);
  const isLatest = await ports.bans.set(ban);
  if (isLatest) await ports.subscriptions.bar(target, ban);
  const finishing = settleAll([
    isLatest ? finish(ports, ban) : ports.undelivered.remove(id),
    tellDone(ports, by, DONE[act], target),
  ]);
  return { ...acknowledge(), delivery: handledLater(finishing.then(() => undefined)) };
}

/** What could not be closed a sweep closes. */
async function finish(ports: ChatPorts, { user, id }: Ban): Promise<void> {
  if (await closeBanned(ports, user)) await ports.undelivered.remove(id);
}

const auditOf = (act: keyof typeof DONE, { id, by, user, until, reason }: Ban): AuditEntry => ({
  id,
  by,
  act,
  target: user,
  ...(act === 'ban' && until !== FOREVER && { until }),
  ...(reason !== undefined && { reason }),
});
