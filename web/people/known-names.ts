import { type ConversationSummary, groupIn, type LoggedFrame, peerIn } from '../../client/index.ts';

export interface KnownNames {
  /** Users whom the page has met, by name: with whom one whispered, who spoke, friends, members of groups. */
  readonly users: readonly string[];
  /** Those of them who are neither friends nor asked nor blocked. */
  readonly strangers: readonly string[];
  /** Groups, by name. */
  readonly groups: readonly string[];
}

export interface MetBefore {
  /** Who looks: not among the users. */
  readonly user: string | undefined;
  readonly conversations: readonly ConversationSummary[];
  /** What is loaded of conversations. */
  readonly events: readonly LoggedFrame[];
  readonly members: readonly string[];
  readonly groups: readonly string[];
  readonly friends: readonly string[];
  /** Who asks, is asked, or is blocked. */
  readonly related: readonly string[];
}

/** The names that may be suggested: the protocol has no list of all users, so it is whom the page has met. */
export function knownNames(met: MetBefore): KnownNames {
  const { user, conversations, events, members, groups, friends, related } = met;
  const newest = conversations.flatMap(({ last }) => last ?? []);
  const users = sorted([
    ...conversations.flatMap(({ conversation }) => peerIn(conversation) ?? []),
    ...[...newest, ...events].flatMap(usersIn),
    ...members,
    ...friends,
    ...related,
  ]).filter((name) => name !== user);
  const known = new Set([...friends, ...related]);
  return {
    users,
    strangers: users.filter((name) => !known.has(name)),
    groups: sorted([...groups, ...conversations.flatMap(({ conversation }) => groupIn(conversation) ?? [])]),
  };
}

function usersIn(event: LoggedFrame): string[] {
  if ('user' in event) return [event.user, ...('by' in event ? [event.by] : [])];
  if ('by' in event) return [event.by];
  return 'to' in event ? [event.from, event.to] : [event.from];
}

const sorted = (names: readonly string[]) =>
  [...new Set(names)].sort((one, other) => one.localeCompare(other));
