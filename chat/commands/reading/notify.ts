import type { NotifyFrame } from '../../../protocol/frames-v2.ts';
import { openConversation } from '../../conversations/open-conversation.ts';
import { readConnectionsOf } from '../../delivery/audience.ts';
import { deliverFrame } from '../../delivery/deliver-to-user.ts';
import { handledLater } from '../../handled-later.ts';
import type { ChatPorts } from '../../ports/chat-ports.ts';
import { onlyV2 } from '../../posting/frames.ts';
import { acknowledge, assertCanWrite } from '../../request.ts';
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
  return { ...acknowledge(), delivery: handledLater(tellOwn(ports, user, frame)) };
};

async function tellOwn(ports: ChatPorts, user: string, frame: NotifyFrame): Promise<void> {
  const own = await readConnectionsOf(ports.subscriptions, user);
  await deliverFrame(ports, onlyV2(JSON.stringify(frame)), own);
}
