import type { ChatPorts } from '../ports/chat-ports.ts';
import { groupChannel, LOBBY_CHANNEL } from '../ports/connections/subscriptions.ts';
import { type Membership, seenFrom } from '../ports/groups/groups.ts';
import { whisperKey } from '../ports/messages/conversations.ts';
import { logsOfPair } from '../ports/messages/messages.ts';
import { requireMembership } from '../rules/membership.ts';

/** A conversation as one of those sees it whom it concerns. */
export interface OpenConversation {
  /** What the wire calls it: `lobby`, `group:devs`, `whisper:user2`. */
  readonly name: string;
  /** The logs that it is in, to be read as one. */
  readonly logs: readonly string[];
  /** The key of the read mark. */
  readonly key: string;
  /** The id from which on one may see it; absent: from the beginning. */
  readonly from?: string;
  /** Of a group: the id of one's joining, before which nothing is unread. */
  readonly joined?: string;
  /** The other party of a whisper. */
  readonly peer?: string;
}

export const lobbyConversation: OpenConversation = {
  name: 'lobby',
  logs: [LOBBY_CHANNEL],
  key: LOBBY_CHANNEL,
};

/** @param membership by which one sees it: from the joining on, or from where it says */
export function groupConversation(membership: Omit<Membership, 'user'>): OpenConversation {
  const { group, groupId } = membership;
  const channel = groupChannel(groupId);
  return {
    name: `group:${group}`,
    logs: [channel],
    key: channel,
    from: seenFrom(membership),
    joined: membership.version,
  };
}

/** @param logs those of the pair in which there may be anything */
export const whisperConversation = (
  user: string,
  peer: string,
  logs: readonly string[] = logsOfPair(user, peer),
): OpenConversation => ({
  name: `whisper:${peer}`,
  logs,
  key: whisperKey(peer),
  peer,
});

/**
 * The conversation that a user asks for by the wire's name.
 * @throws ChatError `group_not_found`, `not_a_member`
 */
export async function openConversation(
  ports: Pick<ChatPorts, 'groups'>,
  user: string,
  name: string,
): Promise<OpenConversation> {
  const [kind = '', party = ''] = splitName(name);
  if (kind === 'group') return groupConversation(await requireMembership(ports, user, party));
  return kind === 'whisper' ? whisperConversation(user, party) : lobbyConversation;
}

/** The group that a conversation is of. @param name `group:<name>` */
export const groupNamed = (name: string): string => splitName(name)[1];

/** `group:devs` as `group` and `devs`. */
export function splitName(name: string): [kind: string, party: string] {
  const colon = name.indexOf(':');
  return colon < 0 ? [name, ''] : [name.slice(0, colon), name.slice(colon + 1)];
}
