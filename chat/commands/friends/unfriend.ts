import { conflict } from '../../../protocol/errors.ts';
import { appendToPair } from '../../conversations/pair-log.ts';
import { finishRelationChange } from '../../delivery/tell-relation-changed.ts';
import { acknowledge, assertCanWrite } from '../../request.ts';
import { requireAnother, requireUser } from '../../rules/user.ts';
import { notifyUser } from '../../waiting/notify.ts';
import type { CommandHandler } from '../command-handler.ts';

/** Ends a friendship, or withdraws one's own request. The other is told only that something has changed. */
export const unfriend: CommandHandler<'unfriend'> = async (ports, { target }, request) => {
  const { user, id } = request;
  requireAnother(user, target);
  await assertCanWrite(ports, request);
  if (!(await ports.friendships.unfriend(user, target, id))) {
    await requireUser(ports, target);
    throw conflict(`Not friends: ${target}`);
  }
  const event = { type: 'unfriended', id, from: user, to: target } as const;
  await appendToPair(ports, event, 'author', { tellsChange: true });
  await notifyUser(ports, user, event);
  return { ...acknowledge(id), delivery: finishRelationChange(ports, id, { by: user, to: target }) };
};
