import { tooManyReactions } from '../../../protocol/errors.ts';
import { REACTION_HIDDEN_MAX, REACTION_KINDS_MAX } from '../../../protocol/limits.ts';
import { openMessage, requireSeen } from '../../conversations/open-message.ts';
import type { ChatPorts } from '../../ports/chat-ports.ts';
import type { Annotation, HiddenFrom } from '../../ports/messages/reactions.ts';
import { countAndTell } from '../../reactions/count-and-tell.ts';
import { acknowledge, assertCanWrite, type CommandRequest, type Outcome } from '../../request.ts';
import { applyBlocks } from '../../rules/apply-blocks.ts';
import { findAgainst, findBetween } from '../../rules/find-blocks.ts';
import { requireUnmuted } from '../../rules/muted.ts';
import { settleAll } from '../../settle-all.ts';

interface ReactionFields {
  readonly conversation: string;
  /** The message's. */
  readonly id: string;
  readonly emoji: string;
}

/**
 * Makes a reaction, or takes it back: the user's own row first, which is all that holds; then all rows are counted anew and told.
 * Run again under the same id it changes nothing more, so that what a function died over is done by the next attempt.
 */
export async function setReaction(
  ports: ChatPorts,
  { conversation, id: of, emoji }: ReactionFields,
  request: CommandRequest,
  isOn: boolean,
): Promise<Outcome> {
  const { user, id } = request;
  const found = await openMessage(ports, user, { conversation, id: of });
  const { message, log } = found;
  const place = { conversation: log, id: of };
  const peer = message.type === 'whisper' ? (message.from === user ? message.to : message.from) : undefined;
  // First, so that a block which hides the message is never told as one that stands in the way.
  const [, before, hiddenFrom] = await settleAll([
    requireSeen(ports, user, found),
    ports.reactions.annotation(place, { consistent: true }),
    peer === undefined
      ? findHidden(ports, { user, channel: log, id, isOn })
      : findHiddenPeer(ports, { user, peer, id, isOn }),
  ]);
  if (isOn && isOneTooMany(before, emoji)) throw tooManyReactions();
  await assertCanWrite(ports, request);
  const reaction = { emoji, user, id };
  const outcome = isOn
    ? await ports.reactions.add(of, { ...reaction, hiddenFrom })
    : await ports.reactions.remove(of, reaction);
  if (isOn && outcome === 'too many') throw tooManyReactions();

  const quiet = (name: string) => hiddenFrom === 'others' || hiddenFrom.includes(name);
  return {
    ...acknowledge(),
    ...(await countAndTell(ports, { message, place }, before, { actor: user, quiet })),
  };
}

const isOneTooMany = ({ kinds }: Annotation, emoji: string) =>
  kinds.length >= REACTION_KINDS_MAX && kinds.every((kind) => kind.emoji !== emoji);

/**
 * Before an audience: who blocks the user now never sees it, as they don't see what is said now. Nor does who may not speak there
 * react, but may take back what they did.
 * @throws ChatError `muted`
 */
async function findHidden(
  ports: ChatPorts,
  { user, channel, id, isOn }: { user: string; channel: string; id: string; isOn: boolean },
): Promise<HiddenFrom> {
  const against = await findAgainst(ports, user, id);
  if (isOn) requireUnmuted(against, channel, ports.clock.now());
  const blockers = against.names;
  return blockers.size > REACTION_HIDDEN_MAX ? 'others' : [...blockers].sort();
}

/** In a whisper, as what is said there. What is taken back gives nobody anything. @throws ChatError `blocked` */
async function findHiddenPeer(
  ports: ChatPorts,
  { user, peer, id, isOn }: { user: string; peer: string; id: string; isOn: boolean },
): Promise<HiddenFrom> {
  const between = await findBetween(ports, user, peer, id);
  const isHidden = isOn
    ? applyBlocks(between, peer, ports.blockPolicy)
    : between.blocked || between.blockedBy;
  return isHidden ? [peer] : [];
}
