import type { ChatPorts } from '../ports/chat-ports.ts';
import { isWhisperKey, whisperKey } from '../ports/conversations.ts';
import { logsOfPair } from '../ports/messages.ts';
import { groupChannel, LOBBY_CHANNEL } from '../ports/subscriptions.ts';

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
  if (from < LOBBY_CHANNEL) {
    const names = await findGroups(ports, user);
    for (const [groupId, name] of [...names].sort(([one], [other]) => (one < other ? -1 : 1))) {
      const key = groupChannel(groupId);
      if (key >= from) yield { key, name: `group:${name}`, logs: [key] };
    }
  }
  if (from <= LOBBY_CHANNEL) yield { key: LOBBY_CHANNEL, name: LOBBY_CHANNEL, logs: [LOBBY_CHANNEL] };
  yield* walkWhispers(ports, user, from);
}

/** The groups that a user is in, or was, by their ids. */
export async function findGroups(
  { groups, conversations }: WalkPorts,
  user: string,
): Promise<ReadonlyMap<string, string>> {
  const names = new Map<string, string>();
  for (let after: string | undefined; ; ) {
    const page = await conversations.list(user, {
      limit: READ_AT_ONCE,
      ...(after !== undefined && { after }),
    });
    const channels = page.items.filter(({ key }) => !isWhisperKey(key));
    for (const { key, group } of channels)
      if (group !== undefined) names.set(key.slice(groupChannel('').length), group);
    after = page.next ?? page.items.at(-1)?.key;
    // Whispers come last.
    if (!page.hasMore || after === undefined || isWhisperKey(after)) break;
  }
  for (const { groupId, group } of await groups.memberships(user)) names.set(groupId, group);
  return names;
}

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
