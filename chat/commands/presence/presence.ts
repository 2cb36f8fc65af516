import type { PresenceFrame } from '../../../protocol/frames/passing.ts';
import { readConnectionsOf } from '../../delivery/audience.ts';
import { handledLater } from '../../handled-later.ts';
import type { ChatPorts } from '../../ports/chat-ports.ts';
import type { UserPresence } from '../../ports/people/presences.ts';
import { postUnowed } from '../../posting/post-unowed.ts';
import { type ChangedPresence, changePresence } from '../../presence/change-presence.ts';
import { toOwnItem } from '../../presence/presence-item.ts';
import { tellFriends } from '../../presence/tell-friends.ts';
import { acknowledge, assertCanWrite, type CommandRequest } from '../../request.ts';
import { settleAll } from '../../settle-all.ts';
import type { CommandHandler } from '../command-handler.ts';

/** Says how the sender wants to be seen: friends are told if they see something else by it, and the sender's other devices. */
export const presence: CommandHandler<'presence'> = async (ports, { show }, request) => {
  await assertCanWrite(ports, request);
  const { user, id } = request;
  const changed = await changePresence(ports, user, { wish: { show, id } });
  return { ...acknowledge(), delivery: handledLater(tell(ports, request, changed)) };
};

async function tell(
  ports: ChatPorts,
  request: CommandRequest,
  { presence, hasTurned }: ChangedPresence,
): Promise<void> {
  await settleAll([
    tellOwnDevices(ports, request, presence),
    hasTurned && tellFriends(ports, request.user, presence),
  ]);
}

async function tellOwnDevices(
  ports: ChatPorts,
  { user, connection }: CommandRequest,
  changed: UserPresence,
): Promise<void> {
  const own = await readConnectionsOf(ports.subscriptions, user);
  const others = own.filter(({ connectionId }) => connectionId !== connection.connectionId);
  const frame: PresenceFrame = { type: 'presence', ...toOwnItem(user, changed) };
  await postUnowed(ports, JSON.stringify(frame), others);
}
