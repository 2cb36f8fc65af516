import { invalidField } from '../../protocol/errors.ts';
import { readEventTime } from '../../protocol/event-id.ts';
import type { ReadFrame } from '../../protocol/frames-v2.ts';
import { READ_WEIGHT } from '../../protocol/limits.ts';
import { type OpenConversation, openConversation } from '../conversations/open-conversation.ts';
import { readConnectionsOf } from '../delivery/audience.ts';
import { deliverFrame } from '../delivery/deliver-to-user.ts';
import type { Render } from '../delivery/frames.ts';
import type { ChatPorts } from '../ports.ts';
import { commandsOf, keepCommandRate } from '../rates/command-rate.ts';
import { acknowledge, type CommandRequest } from '../request.ts';
import { settleAll } from '../settle-all.ts';
import type { CommandHandler } from './command.ts';
import { requireUser } from './user.ts';

/** Clocks differ: an id from further in the future than this is none that anybody was given. */
const FUTURE_MS = 60_000;

/**
 * Moves the sender's read mark of a conversation, and tells the sender's other connections and, of a whisper, the
 * other party. Members of a group are not told: each message would cost a frame for each pair of them.
 */
export const read: CommandHandler<'read'> = async (ports, { conversation: name, upto }, request) => {
  const { user } = request;
  if (readEventTime(upto) > ports.clock.now() + FUTURE_MS) throw invalidField('upto');
  await keepCommandRate(ports, commandsOf(user), READ_WEIGHT - 1);
  const conversation = await openConversation(ports, user, name);
  if (!(await ports.conversations.mark(user, conversation.key, upto))) {
    if (conversation.peer !== undefined) await requireUser(ports, conversation.peer);
    return acknowledge();
  }
  const own: ReadFrame = { type: 'read', conversation: name, user, upto };
  // Beside the answer, which would else tell by its time whether the other party hears of it.
  const delivery = settleAll([
    tellOwn(ports, request, own),
    conversation.peer !== undefined && tellPeer(ports, conversation, own),
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
  await deliverFrame(ports, inV2(frame), others);
}

/** Across a block nobody learns what the other has read. */
async function tellPeer(ports: ChatPorts, { peer = '' }: OpenConversation, own: ReadFrame): Promise<void> {
  const { user } = own;
  if (peer === user) return;
  const [{ blocked, blockedBy }, recipients] = await Promise.all([
    ports.blocks.between(user, peer),
    readConnectionsOf(ports.subscriptions, peer),
  ]);
  if (blocked || blockedBy) return;
  await deliverFrame(ports, inV2({ ...own, conversation: `whisper:${user}` }), recipients);
}

/** v1 has no text for it. */
const inV2 =
  (frame: ReadFrame): Render =>
  (protocol) =>
    protocol === 'v2' ? JSON.stringify(frame) : undefined;
