import { conflict } from '../../protocol/errors.ts';
import { appendToPair } from '../conversations/pair-log.ts';
import { notifyUser } from '../delivery/notify.ts';
import { acknowledge, beginWriting } from '../request.ts';
import type { CommandHandler } from './command.ts';
import { requireAnother, requireUser } from './user.ts';

/** Ends a block. What was sent meanwhile stays hidden, and the other learns nothing of it. */
export const unblock: CommandHandler<'unblock'> = async (ports, { target }, request) => {
  const { user, id } = request;
  requireAnother(user, target);
  await beginWriting(ports, request);
  if (!(await ports.blocks.remove({ blocker: user, blocked: target, id }))) {
    await requireUser(ports, target);
    throw conflict(`Not blocked: ${target}`);
  }
  const event = { type: 'unblocked', id, from: user, to: target } as const;
  await appendToPair(ports, event, 'author');
  await notifyUser(ports, user, event);
  return acknowledge(id);
};
