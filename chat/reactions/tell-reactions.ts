import { hiddenBy } from '../../protocol/events/changes.ts';
import { makeEventId } from '../../protocol/events/event-id.ts';
import { conversationOf, type MessageEvent, placeOf } from '../../protocol/events/messages.ts';
import type { ReactionsFrame } from '../../protocol/frames/passing.ts';
import { REACTION_AUDIENCE_MAX } from '../../protocol/limits.ts';
import { openAudience, readConnectionsOf } from '../delivery/audience.ts';
import { type DeliveryPorts, deliver } from '../delivery/deliver.ts';
import { deliverFrame } from '../delivery/deliver-to-user.ts';
import { isWithheld } from '../delivery/withheld.ts';
import type { ChatPorts } from '../ports/chat-ports.ts';
import type { Subscription } from '../ports/connections/subscriptions.ts';
import { pairConversation } from '../ports/messages/messages.ts';
import type { MessagePlace } from '../ports/messages/reactions.ts';
import { onlyV2 } from '../posting/frames.ts';
import { type FindBlocksPorts, findBlockers } from '../rules/find-blocks.ts';
import { settleAll } from '../settle-all.ts';
import type { Counted } from './recount.ts';
import { viewReactions } from './view-tally.ts';

export type TellReactionsPorts = DeliveryPorts & FindBlocksPorts & Pick<ChatPorts, 'audienceSizes'>;

/** A message that was reacted to. */
export interface ReactedMessage {
  readonly message: MessageEvent;
  readonly place: MessagePlace;
}

/** Who hears of the reactions to a message. */
export interface ReactionAudience {
  readonly rows: readonly Subscription[];
  readonly skip: (row: Subscription) => boolean;
}

/**
 * Reads who sees a message, and so hears of the reactions to it. Of a large audience nobody but the message's author and who has
 * just reacted: a frame to each for each reaction would be more than all messages.
 * @param actor who has reacted @param quiet from whom that is hidden
 */
export async function findReactionAudience(
  ports: TellReactionsPorts,
  { message, place }: ReactedMessage,
  actor?: string,
  quiet: (user: string) => boolean = () => false,
): Promise<ReactionAudience> {
  const ids = hiddenBy(message);
  const [rows, ...blockers] = await settleAll([
    message.type === 'whisper' ? readBoth(ports, message) : readChannel(ports, place, message, actor),
    // Whoever blocked its author when it was said, or edited, doesn't see it.
    ...ids.map((id) => findBlockers(ports, message.from, id)),
  ]);
  const withheld = isWithheld({ id: message.id, blockers: new Set(blockers.flatMap((names) => [...names])) });
  const isOwn =
    message.type === 'whisper' && place.conversation !== pairConversation(message.from, message.to);
  const skip = (row: Subscription) =>
    withheld(row) || (quiet(row.user) && row.user !== actor) || (isOwn && row.user !== message.from);
  return { rows, skip };
}

/** Of both alike, whatever a block hides: how long it takes must not tell of that. */
async function readBoth(
  { subscriptions }: Pick<ChatPorts, 'subscriptions'>,
  { from, to }: { readonly from: string; readonly to: string },
): Promise<readonly Subscription[]> {
  const users = [...new Set([from, to])];
  return (await settleAll(users.map((user) => readConnectionsOf(subscriptions, user)))).flat();
}

async function readChannel(
  { subscriptions, audienceSizes }: Pick<ChatPorts, 'subscriptions' | 'audienceSizes'>,
  { conversation }: MessagePlace,
  { from }: MessageEvent,
  actor = from,
): Promise<readonly Subscription[]> {
  const found: Subscription[] = [];
  if ((audienceSizes.get(conversation) ?? 0) <= REACTION_AUDIENCE_MAX) {
    for await (const page of openAudience(subscriptions, conversation)) {
      found.push(...page);
      if (found.length > REACTION_AUDIENCE_MAX) break;
    }
    audienceSizes.set(conversation, found.length);
    if (found.length <= REACTION_AUDIENCE_MAX) return found;
  }
  const users = [...new Set([from, actor])];
  const some = await settleAll(users.map((user) => readConnectionsOf(subscriptions, user)));
  return some.flat();
}

/**
 * Tells how the reactions to a message stand. A frame has all of them, so that one that is lost is made good by the next.
 * @param actor who has reacted just now, if that is one; their own connections are told which are theirs
 */
export async function tellReactions(
  ports: TellReactionsPorts,
  { message, place }: ReactedMessage,
  { rev, reactions }: Counted,
  { rows, skip }: ReactionAudience,
  actor = '',
): Promise<void> {
  const frameFor = (viewer: string) => {
    const frame: ReactionsFrame = {
      type: 'reactions',
      conversation: conversationOf(placeOf(message), viewer),
      id: place.id,
      rev,
      reactions: viewReactions(reactions, viewer),
    };
    return JSON.stringify(frame);
  };
  // Who sees something else than all others, and the two of a whisper, each of whom calls it otherwise.
  const hidden = reactions.flatMap(({ user, hiddenFrom }) => (hiddenFrom === 'others' ? [user] : hiddenFrom));
  const special = new Set([...hidden, ...(message.type === 'whisper' ? [message.from, message.to] : [])]);
  // v1 has nothing of it, and needs no function that finds that out.
  const v2 = rows.filter(({ protocol }) => protocol === 'v2');
  const own = v2.filter((row) => special.has(row.user) && !skip(row));
  const shared = v2.filter((row) => !special.has(row.user));
  const render = (viewer: string) => onlyV2(frameFor(viewer));
  await settleAll([
    ...[...special].map((user) => {
      const recipients = own.filter((row) => row.user === user);
      return recipients.length > 0 && deliverFrame(ports, render(user), recipients);
    }),
    deliver(ports, [shared], {
      // Of now, however old the command is: by it what another function posts is called, and has its time.
      id: makeEventId({ receivedAt: ports.clock.now(), arrival: 0, random: ports.random }),
      author: actor,
      // To all but who has reacted the same frame, made of what nobody in particular sees.
      render: (protocol, viewer, isBare) => render(viewer === actor ? actor : '')(protocol, viewer, isBare),
      skip,
    }),
  ]);
}
