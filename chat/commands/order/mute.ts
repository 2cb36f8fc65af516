import { notAllowed } from '../../../protocol/errors.ts';
import { readEventTime } from '../../../protocol/events/event-id.ts';
import type { MutedFrame } from '../../../protocol/frames/passing.ts';
import { readConnectionsOf } from '../../delivery/audience.ts';
import { deliverFrame } from '../../delivery/deliver-to-user.ts';
import { handledLater } from '../../handled-later.ts';
import type { ChatPorts } from '../../ports/chat-ports.ts';
import { onlyV2 } from '../../posting/frames.ts';
import { acknowledge, assertCanWrite } from '../../request.ts';
import { type Domain, NO_LESSER_ROLE, requireAuthority } from '../../rules/authority.ts';
import { requireAnother, requireUser } from '../../rules/user.ts';
import { settleAll } from '../../settle-all.ts';
import type { CommandHandler } from '../command-handler.ts';
import { tellDone } from './tell-done.ts';

/**
 * Keeps somebody from speaking in the lobby, or in a group, for a time; for none lets them speak again. Of a group's staff each does
 * so to whose role is less.
 */
export const mute: CommandHandler<'mute'> = async (
  ports,
  { target, seconds, group_name, reason },
  request,
) => {
  const { user, id } = request;
  requireAnother(user, target);
  const [domain] = await settleAll([
    requireAuthority(ports, request, group_name, 'mute'),
    requireUser(ports, target),
  ]);
  if (!domain.reaches(target)) throw notAllowed('mute', NO_LESSER_ROLE);
  await assertCanWrite(ports, request);
  const { channel, conversation } = domain;
  // By the id: the command may come again, later.
  const until = readEventTime(id) + seconds * 1_000;
  // First: nothing is done that isn't written down, be it that the function dies in between.
  await ports.audits.put(channel, {
    id,
    by: user,
    act: 'mute',
    target,
    conversation,
    until,
    ...(reason !== undefined && { reason }),
  });
  const isLatest = await ports.mutes.set({ user: target, channel, id, until });
  const telling = settleAll([
    isLatest && tellMuted(ports, target, domain, seconds > 0 ? until : undefined),
    tellDone(ports, user, seconds > 0 ? 'Muted' : 'Unmuted', target),
  ]);
  return { ...acknowledge(), delivery: handledLater(telling.then(() => undefined)) };
};

/** Tells the devices of who may not speak: who isn't there is told when they try. */
async function tellMuted(
  ports: ChatPorts,
  target: string,
  { conversation }: Domain,
  until: number | undefined,
): Promise<void> {
  const frame: MutedFrame = {
    type: 'muted',
    conversation,
    until: until === undefined ? null : new Date(until).toISOString(),
  };
  await deliverFrame(
    ports,
    onlyV2(JSON.stringify(frame)),
    await readConnectionsOf(ports.subscriptions, target),
  );
}
