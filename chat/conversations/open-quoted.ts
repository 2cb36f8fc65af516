import { messageNotFound } from '../../protocol/errors.ts';
import { hiddenBy } from '../../protocol/events/changes.ts';
import type { MessageEvent } from '../../protocol/events/messages.ts';
import type { AudienceQuote } from '../delivery/audience-quote.ts';
import type { ChatPorts } from '../ports/chat-ports.ts';
import { seenFrom } from '../ports/groups/groups.ts';
import { logsOfPair, pairConversation } from '../ports/messages/messages.ts';
import { findBlockers } from '../rules/find-blocks.ts';
import { settleAll } from '../settle-all.ts';
import { findMessage, type OpenMessage } from './open-message.ts';
import { findVisible } from './select-visible.ts';

type ChannelPorts = Pick<ChatPorts, 'log' | 'blocks' | 'clock'>;

/**
 * What somebody wants to answer in the lobby or a group. That it is no older than their membership is the caller's to see.
 * @throws ChatError `message_not_found`: also where it is deleted, or hidden from them by their block
 */
export async function openChannelQuote(
  ports: ChannelPorts,
  user: string,
  channel: string,
  id: string,
): Promise<AudienceQuote> {
  const { message } = await requireStanding(ports, [channel], id);
  const quote = await quoteBefore(ports, message);
  if (quote.isHiddenFrom({ user })) throw messageNotFound(id);
  return quote;
}

/** What a reply that is told late answers by now; undefined where that is kept no longer. */
export async function findChannelQuote(
  ports: ChannelPorts,
  channel: string,
  id: string,
): Promise<AudienceQuote | undefined> {
  const found = await findMessage(ports, [channel], id);
  return found && quoteBefore(ports, found.message);
}

/** Hidden from who blocks its author, and from who has joined behind it: as both see nothing of it in the log. */
async function quoteBefore(ports: ChannelPorts, quoted: MessageEvent): Promise<AudienceQuote> {
  const blockers = await findBlockers(ports, quoted.from, hiddenBy(quoted));
  return {
    quoted,
    isHiddenFrom: (row) => blockers.has(row.user) || seenFrom(row) > quoted.id,
  };
}

/** What a whisper answers, for either of the two; undefined for who may not see that. */
export type PairQuote = (viewer: string) => MessageEvent | undefined;

/**
 * What somebody wants to answer in a whisper. Costs the same whether or not a block hides it from the other.
 * @throws ChatError `message_not_found`, as above
 */
export async function openPairQuote(
  ports: Pick<ChatPorts, 'log' | 'blocks'>,
  user: string,
  target: string,
  id: string,
): Promise<PairQuote> {
  const { message, log } = await requireStanding(ports, logsOfPair(user, target), id);
  const [isVisible, isTargetsToo] = await settleAll([
    findVisible(ports, user, [message]),
    findVisible(ports, target, [message]),
  ]);
  if (!isVisible(message)) throw messageNotFound(id);
  const isShared = log === pairConversation(user, target) && isTargetsToo(message);
  return (viewer) => (viewer === user || isShared ? message : undefined);
}

/** The cheap read may lag behind a message that has just been said; before anybody is refused it is read consistently. */
async function requireStanding(
  ports: Pick<ChatPorts, 'log'>,
  logs: readonly string[],
  id: string,
): Promise<OpenMessage> {
  const found =
    (await findMessage(ports, logs, id, { consistent: false })) ?? (await findMessage(ports, logs, id));
  if (!found || found.message.isDeleted) throw messageNotFound(id);
  return found;
}
