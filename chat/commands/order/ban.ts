import { readEventTime } from '../../../protocol/events/event-id.ts';
import { FOREVER } from '../../ports/people/bans.ts';
import { assertCanWrite } from '../../request.ts';
import { requireAdmin } from '../../rules/admin.ts';
import { requireAnother, requireUser } from '../../rules/user.ts';
import { settleAll } from '../../settle-all.ts';
import type { CommandHandler } from '../command-handler.ts';
import { setBan } from './set-ban.ts';

/** Keeps somebody out, for a time or for good: what they have open is closed, and what waits for them waits. */
export const ban: CommandHandler<'ban'> = async (ports, { target, seconds, reason }, request) => {
  const { user, id } = request;
  requireAnother(user, target);
  await settleAll([requireAdmin(ports, request, 'ban'), requireUser(ports, target)]);
  await assertCanWrite(ports, request);
  // By the id: the command may come again, later.
  const until = seconds === undefined ? FOREVER : readEventTime(id) + seconds * 1_000;
  return setBan(ports, 'ban', { user: target, id, by: user, until, ...(reason !== undefined && { reason }) });
};
