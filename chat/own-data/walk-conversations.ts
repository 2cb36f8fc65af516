import type { ChatPorts } from '../ports/chat-ports.ts';
import { groupChannel, LOBBY_CHANNEL } from '../ports/connections/subscriptions.ts';
import { isWhisperKey, whisperKey } from '../ports/messages/conversations.ts';
import { logsOfPair } from '../ports/messages/messages.ts';

/** A conversation in which a user may have said something that is kept. */
export interface OwnConversation {
  /** `group:<group id>`, `lobby` or `whisper:<peer>`, by which they are in order. */
  readonly key: string;
  /** What the wire calls it; of a group, its name. */
  readonly name: string;
  /** The logs that it is in, to be read as one. */
  readonly logs: readonly string[];
}

export type WalkPorts = Pick<ChatPorts, 'groups' | 'conversations'>;

const READ_AT_ONCE = 100;
/** Of each who walks but a step or two. */
const GROUPS_AT_ONCE = 25;

/**
 * All conversations of a user, those groups among them that they have left while what they said there is kept. Each is read when it is
 * come to.
 * @param from the key of the first
 */
export async function* walkConversations(
  ports: WalkPorts,
  user: string,
  from = '',
): AsyncGenerator<OwnConversation, void, undefined> {
  if (from < LOBBY_CHANNEL)
    for await (const [key, group] of walkGroups(ports, user, from))
      yield { key, name: `group:${group}`, logs: [key] };
  if (from <= LOBBY_CHANNEL) yield { key: LOBBY_CHANNEL, name: LOBBY_CHANNEL, logs: [LOBBY_CHANNEL] };
  yield* walkWhispers(ports, user, from);
}

/** The groups among them: their names, by key. Of those that were left there may be any number: no more are read than are walked. */
export async function* walkGroups(
  ports: WalkPorts,
  user: string,
  from: string,
): AsyncGenerator<readonly [key: string, group: string], void, undefined> {
  const own = [...(await findOwnGroups(ports, user))].sort(([one], [other]) => (one < other ? -1 : 1));
  let isLast = false;
  // Its last letter less, so that the first is found as well.
  for (let after = from.slice(0, -1); !isLast; ) {
    const page = await ports.conversations.list(user, {
      limit: GROUPS_AT_ONCE,
      ...(after !== '' && { after }),
    });
    const upto = page.next ?? page.items.at(-1)?.key ?? LOBBY_CHANNEL;
    isLast = !page.hasMore || upto >= LOBBY_CHANNEL;
    const begin = after < from ? from : `${after} `;
    const isNext = (key: string) => key >= begin && (isLast ? key < LOBBY_CHANNEL : key <= upto);
    const left = page.items.flatMap(({ key, group }) => (group === undefined ? [] : [[key, group] as const]));
    const names = new Map([...left, ...own].filter(([key]) => isNext(key)));
    yield* [...names].sort(([one], [other]) => (one < other ? -1 : 1));
    after = upto;
  }
}

/** The groups that a user is in: their names, by key. */
export const findOwnGroups = async (
  { groups }: Pick<ChatPorts, 'groups'>,
  user: string,
): Promise<ReadonlyMap<string, string>> =>
  new Map((await groups.memberships(user)).map(({ groupId, group }) => [groupChannel(groupId), group]));

async function* walkWhispers(
  { conversations }: WalkPorts,
  user: string,
  from: string,
): AsyncGenerator<OwnConversation, void, undefined> {
  let after = isWhisperKey(from) ? from.slice(whisperKey('').length) : '';
  if (after !== '') yield { key: from, name: from, logs: logsOfPair(user, after) };
  for (;;) {
    const { items, hasMore, next } = await conversations.peersAfter(user, after, READ_AT_ONCE);
    for (const peer of items) {
      const key = whisperKey(peer.peer);
      yield { key, name: key, logs: logsOfPair(user, peer.peer) };
    }
    const last = next ?? items.at(-1)?.peer;
    if (!hasMore || last === undefined) return;
    after = last;
  }
}
