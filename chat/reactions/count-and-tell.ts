import { REACTION_AUDIENCE_MAX } from '../../protocol/limits.ts';
import { handledLater } from '../handled-later.ts';
import type { ChatPorts } from '../ports/chat-ports.ts';
import type { Annotation } from '../ports/messages/reactions.ts';
import { takeReactionPosts } from '../rates/reaction-rate.ts';
import { settleAll } from '../settle-all.ts';
import { CLOCKS_DIFFER_MS, flushLater } from './flush.ts';
import { recount } from './recount.ts';
import { findReactionAudience, type ReactedMessage, tellReactions } from './tell-reactions.ts';

/** Who has changed a reaction. */
export interface Reactor {
  readonly actor: string;
  /** From whom that is hidden. */
  readonly quiet: (user: string) => boolean;
}

/**
 * Counts the reactions to a message and tells them, behind the write of one: at once, or where many react, by one for all of them.
 * @param before what stood beside the message before that write
 * @returns once what was written is counted, or somebody is to count it
 */
export async function countAndTell(
  ports: ChatPorts,
  reacted: ReactedMessage,
  before: Annotation,
  { actor, quiet }: Reactor,
): Promise<{ readonly delivery?: Promise<void> }> {
  // By the clock behind the write: whoever counts then finds it.
  if (before.flushAt > ports.clock.now() + CLOCKS_DIFFER_MS) return {};
  const find = () => findReactionAudience(ports, reacted, actor, quiet);
  const channel = reacted.message.type === 'whisper' ? undefined : reacted.place.conversation;
  const size = channel === undefined ? 0 : ports.audienceSizes.get(channel);
  const found = size === undefined ? await find() : undefined;
  const recipients = size ?? found?.rows.length ?? 0;
  const wait =
    channel === undefined || recipients > REACTION_AUDIENCE_MAX
      ? 0
      : await takeReactionPosts(ports, channel, recipients);
  if (wait > 0) return flushLater(ports, reacted, wait);
  const [counted, audience] = await settleAll([recount(ports, reacted.place, before), found ?? find()]);
  return { delivery: handledLater(tellReactions(ports, reacted, counted, audience, actor)) };
}
