import { conflict } from '../../protocol/errors.ts';
import type { RelationEvent } from '../../protocol/events.ts';
import { appendToPair } from '../conversations/pair-log.ts';
import { notifyUser, notifyUserSurely } from '../delivery/notify.ts';
import type { ChatPorts } from '../ports.ts';
import { acknowledge, beginWriting, type Outcome } from '../request.ts';
import { settleAll } from '../settle-all.ts';
import { befriend } from './befriend.ts';
import { applyBlocks } from './block-rule.ts';
import type { CommandHandler } from './command.ts';
import { requireAnother, requireUser } from './user.ts';

/** Asks somebody to be friends; an `add` that answers a request accepts it. */
export const add: CommandHandler<'add'> = async (ports, { target }, request) => {
  const { user, id } = request;
  requireAnother(user, target);
  const [between] = await Promise.all([ports.blocks.between(user, target, id), requireUser(ports, target)]);
  const hidden = applyBlocks(between, target, ports.blockPolicy);
  await beginWriting(ports, request);
  if (await ports.friendships.request({ from: user, to: target, id, hidden })) {
    return requestSent(ports, { type: 'friend_request', id, from: user, to: target }, hidden);
  }
  // Asked before, whether or not this user was shown it: now both have.
  if (await ports.friendships.accept({ asker: target, answerer: user, id }, { evenHidden: true })) {
    return befriend(ports, { id, asker: target, answerer: user });
  }
  const friendship = await ports.friendships.find(user, target);
  throw conflict(
    friendship?.state === 'friends' ? `Already friends: ${target}` : `Request pending: ${target}`,
  );
};

async function requestSent(ports: ChatPorts, event: RelationEvent, hidden: boolean): Promise<Outcome> {
  const { from, to } = event;
  await appendToPair(ports, event, hidden ? 'author' : 'both');
  // A block that was written between our look and our request found no request to end.
  const { blocked } = await ports.blocks.between(to, from, event.id);
  const isBlocked = blocked && !hidden;
  if (isBlocked) await ports.friendships.end(from, to);
  await settleAll([
    notifyUser(ports, from, event),
    hidden || isBlocked || notifyUserSurely(ports, to, event),
  ]);
  return acknowledge(event.id);
}
