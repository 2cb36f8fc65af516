import type { ChatEvent } from '../../protocol/events.ts';
import { readConnectionsOf } from '../delivery/audience.ts';
import { deliverOrWait, keepWaiting } from '../delivery/deliver-or-wait.ts';
import { deliverToUser } from '../delivery/deliver-to-user.ts';
import { pairConversation } from '../ports/messages.ts';
import type { ChatPorts } from '../ports.ts';
import { refuseIfLate } from '../request.ts';
import { settleAll } from '../settle-all.ts';
import { applyBlocks } from './block-rule.ts';
import type { CommandHandler } from './command.ts';
import { requireUser } from './user.ts';

/** A message to all connections of one user, with a copy to the sender's others. It waits for who is away. */
export const whisper: CommandHandler<'whisper'> = async (ports, { target, content }, request) => {
  const { user, id, connection } = request;
  const toSelf = target === user;
  const [recipients, own, between] = await Promise.all([
    readConnectionsOf(ports.subscriptions, target),
    toSelf ? [] : readConnectionsOf(ports.subscriptions, user),
    ports.blocks.between(user, target),
    requireUser(ports, target),
  ]);
  const isHidden = applyBlocks(between, target, ports.blockPolicy);
  const event = { type: 'whisper', id, from: user, to: target, content } as const;

  refuseIfLate(ports, request);
  const entry = { conversation: pairConversation(user, target), event };
  const [, isLeased] = await settleAll([
    ports.log.append(isHidden ? { ...entry, hiddenFrom: target } : entry),
    isHidden ? pretendToKeep(ports, event) : keepWaiting(ports, event, { user: target, recipients }),
  ]);

  const others = own.filter(({ connectionId }) => connectionId !== connection.connectionId);
  await settleAll([
    isHidden
      ? ports.waiting.remove(NOBODY, id)
      : deliverOrWait(ports, event, { user: target, recipients, isLeased }),
    deliverToUser(ports, event, { user, recipients: others }),
  ]);
};

/** Nobody has this name. */
const NOBODY = '';

/** What is hidden from its target takes as long as what isn't, or its sender could tell the one from the other. */
async function pretendToKeep(ports: ChatPorts, event: ChatEvent): Promise<false> {
  await ports.waiting.put(NOBODY, event, 0);
  return false;
}
