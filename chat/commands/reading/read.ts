import { invalidField } from '../../../protocol/errors.ts';
import { readEventTime } from '../../../protocol/events/event-id.ts';
import type { ReadFrame } from '../../../protocol/frames/passing.ts';
import { READ_WEIGHT } from '../../../protocol/limits.ts';
import { openConversation } from '../../conversations/open-conversation.ts';
import { readConnectionsOf } from '../../delivery/audience.ts';
import { deliverFrame } from '../../delivery/deliver-to-user.ts';
import type { ChatPorts } from '../../ports/chat-ports.ts';
import { onlyV2 } from '../../posting/frames.ts';
import { keepExtraRate } from '../../rates/command-rate.ts';
import { acknowledge, type CommandRequest } from '../../request.ts';
import { requireUser } from '../../rules/user.ts';
import { settleAll } from '../../settle-all.ts';
import type { CommandHandler } from '../command-handler.ts';

/** Clocks differ: an id from further in the future than this is none that anybody was given. */
const FUTURE_MS = 60_000;

/**
 * Moves the sender's read mark of a conversation, and tells the sender's other connections and, of a whisper, the
 * other party. Members of a group are not told: each message would cost a frame for each pair of them.
 */
export const read: CommandHandler<'read'> = async (ports, { conversation: name, upto }, request) => {
  const { user } = request;
  if (readEventTime(upto) > ports.clock.now() + FUTURE_MS)
    throw invalidField('upto', 'the id of an event that has been, not of the future');
  await keepExtraRate(ports, request, READ_WEIGHT - 1);
  const { key, peer } = await openConversation(ports, user, name);
  const isShown = peer !== undefined && peer !== user && (await mayPeerSee(ports, user, peer));
  if (!(await ports.conversations.mark(user, key, upto, { isShown }))) {
    if (peer !== undefined) await requireUser(ports, peer);
    return acknowledge();
  }
  const own: ReadFrame = { type: 'read', conversation: name, user, upto };
  // Beside the answer, which would else tell by its time whether the other party hears of it.
  const delivery = settleAll([
    tellOwn(ports, request, own),
    peer !== undefined && peer !== user && tellPeer(ports, { peer, isShown }, own),
  ]).then(() => undefined);
  return { ...acknowledge(), delivery };
};

async function tellOwn(
  ports: ChatPorts,
  { user, connection }: CommandRequest,
  frame: ReadFrame,
): Promise<void> {
  const own = await readConnectionsOf(ports.subscriptions, user);
  const others = own.filter(({ connectionId }) => connectionId !== connection.connectionId);
  await deliverFrame(ports, onlyV2(JSON.stringify(frame)), others);
}

/** Across a block nobody learns what the other has read: not now, and not when they ask after it has ended. */
async function mayPeerSee(
  { blocks }: Pick<ChatPorts, 'blocks'>,
  user: string,
  peer: string,
): Promise<boolean> {
  const { blocked, blockedBy } = await blocks.between(user, peer);
  return !blocked && !blockedBy;
}

async function tellPeer(
  ports: ChatPorts,
  { peer, isShown }: { readonly peer: string; readonly isShown: boolean },
  own: ReadFrame,
): Promise<void> {
  // Looked for in any case: how long this takes must not tell of a block.
  const recipients = await readConnectionsOf(ports.subscriptions, peer);
  if (!isShown) return;
  const frame: ReadFrame = { ...own, conversation: `whisper:${own.user}` };
  await deliverFrame(ports, onlyV2(JSON.stringify(frame)), recipients);
}
