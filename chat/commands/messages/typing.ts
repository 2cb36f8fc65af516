import type { TypingFrame } from '../../../protocol/frames/passing.ts';
import { TYPING_AUDIENCE_MAX } from '../../../protocol/limits.ts';
import { openConversation } from '../../conversations/open-conversation.ts';
import { openAudience, readConnectionsOf } from '../../delivery/audience.ts';
import { handledLater } from '../../handled-later.ts';
import type { ChatPorts } from '../../ports/chat-ports.ts';
import type { Subscription } from '../../ports/connections/subscriptions.ts';
import { seenFrom } from '../../ports/groups/groups.ts';
import { postUnowed } from '../../posting/post-unowed.ts';
import { mayTellTyping } from '../../rates/typing-rate.ts';
import { acknowledge } from '../../request.ts';
import { findAgainst } from '../../rules/find-blocks.ts';
import { mutedFor } from '../../rules/muted.ts';
import { requireUser } from '../../rules/user.ts';
import { hasValidToken } from '../../rules/valid-token.ts';
import { settleAll } from '../../settle-all.ts';
import type { CommandHandler } from '../command-handler.ts';

/** Tells those who would hear a message that one is being written, unless that is told often enough. Nothing of it is kept. */
export const typing: CommandHandler<'typing'> = async (ports, { conversation }, { user, id }) => {
  const { name, key, peer } = await openConversation(ports, user, conversation);
  const found = await (peer === undefined ? findAudience(ports, user, key, id) : findPeer(ports, user, peer));
  const now = ports.clock.now();
  const recipients = found.filter((row) => row.user !== user && hasValidToken(row, now));
  // One to one there is no audience that everybody's typing would add up before.
  const audience = peer === undefined ? recipients.length : 0;
  const isTold = recipients.length > 0 && mayTellTyping(ports, user, key, audience);
  const seenAs = peer === undefined ? name : `whisper:${user}`;
  const frame: TypingFrame = { type: 'typing', conversation: seenAs, user };
  const delivery = postUnowed(ports, JSON.stringify(frame), isTold ? recipients : []);
  return { ...acknowledge(), delivery: handledLater(delivery) };
};

/** Nobody of a large audience: it would be a frame to each for a line that few of them see. Its size is that of its last message. */
async function findAudience(
  ports: ChatPorts,
  user: string,
  channel: string,
  id: string,
): Promise<readonly Subscription[]> {
  if ((ports.audienceSizes.get(channel) ?? 0) > TYPING_AUDIENCE_MAX) return [];
  const [against, audience] = await settleAll([findAgainst(ports, user, id), readSmall(ports, channel)]);
  // Of who may not speak no message is to come.
  if (mutedFor(against, channel, ports.clock.now()) > 0) return [];
  return audience.filter((row) => !against.names.has(row.user) && seenFrom(row) <= id);
}

async function readSmall(ports: ChatPorts, channel: string): Promise<readonly Subscription[]> {
  const found: Subscription[] = [];
  for await (const page of openAudience(ports.subscriptions, channel)) {
    found.push(...page);
    if (found.length <= TYPING_AUDIENCE_MAX) continue;
    ports.audienceSizes.set(channel, found.length);
    return [];
  }
  return found;
}

/** Across a block the same is read, and nobody is told. @throws ChatError `user_not_found` */
async function findPeer(ports: ChatPorts, user: string, peer: string): Promise<readonly Subscription[]> {
  const [{ blocked, blockedBy }, recipients] = await settleAll([
    ports.blocks.between(user, peer),
    readConnectionsOf(ports.subscriptions, peer),
    requireUser(ports, peer),
  ]);
  return blocked || blockedBy ? [] : recipients;
}
