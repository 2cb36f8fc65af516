import type { NotifyFrame } from '../../../protocol/frames/passing.ts';
import { makeSubscription } from '../../connections/subscribe.ts';
import { openConversation } from '../../conversations/open-conversation.ts';
import { readConnectionsOf } from '../../delivery/audience.ts';
import { deliverFrame } from '../../delivery/deliver-to-user.ts';
import { handledLater } from '../../handled-later.ts';
import type { ChatPorts } from '../../ports/chat-ports.ts';
import { userChannel } from '../../ports/connections/subscriptions.ts';
import { onlyV2 } from '../../posting/frames.ts';
import { acknowledge, assertCanWrite, type CommandRequest } from '../../request.ts';
import { requireUser } from '../../rules/user.ts';
import type { CommandHandler } from '../command-handler.ts';

/**
 * Says of what in a conversation the sender wants to be told, and tells it to all the sender's connections, which go by the
 * frame of the latest command; nobody else learns of it. The server posts what it posts all the same: clients go by it.
 */
export const notify: CommandHandler<'notify'> = async (ports, { conversation, level }, request) => {
  const { user, id } = request;
  const { key, peer } = await openConversation(ports, user, conversation);
  // Of a whisper it may be said before anything else was: but not of whoever one thinks up, as each leaves a row for good.
  if (peer !== undefined) await requireUser(ports, peer);
  await assertCanWrite(ports, request);
  const isLatest = await ports.conversations.setNotify(user, key, { level, rev: id });
  if (!isLatest) return acknowledge();
  const frame: NotifyFrame = { type: 'notify', conversation, level, rev: id };
  return { ...acknowledge(), delivery: handledLater(tellOwn(ports, request, frame)) };
};

async function tellOwn(
  ports: ChatPorts,
  { user, connection }: CommandRequest,
  frame: NotifyFrame,
): Promise<void> {
  const own = await readConnectionsOf(ports.subscriptions, user);
  const others = own.filter(({ connectionId }) => connectionId !== connection.connectionId);
  // The read may lag behind a connection that has only just opened, which would then show what it has changed as it was.
  const all = [makeSubscription(connection, userChannel(user)), ...others];
  await deliverFrame(ports, onlyV2(JSON.stringify(frame)), all);
}
