import type { ChatPorts } from '../ports/chat-ports.ts';
import { type ChannelStates, type ReadState, whisperKey } from '../ports/messages/conversations.ts';
import { activeLogs } from '../ports/messages/messages.ts';
import type { Page, PageRange } from '../ports/page.ts';
import { settleAll } from '../settle-all.ts';
import {
  groupConversation,
  lobbyConversation,
  type OpenConversation,
  splitName,
  whisperConversation,
} from './open-conversation.ts';

/** A conversation of somebody's list. */
export interface ListedConversation extends OpenConversation {
  /** What they have said of it. */
  readonly state: ReadState;
  /** Without a mark only what is newer is unread, in epoch milliseconds; absent: all that is kept. */
  readonly unreadSince?: number | undefined;
}

const NONE: Page<never> = { items: [], hasMore: false };

/** A page of a user's conversations: the lobby, then groups, then whispers, each by name. All of it is read at once. */
export async function pageConversations(
  ports: Pick<ChatPorts, 'groups' | 'conversations' | 'users'>,
  user: string,
  { after = '', limit }: PageRange,
): Promise<Page<ListedConversation>> {
  const [kind, party] = splitName(after);
  const isFirst = kind === '';
  const isWhispers = kind === 'whisper';
  // One more than fits tells whether there are more.
  const range = { after: kind === 'group' ? party : '', limit: limit + 1 };
  const [groups, peers, channelStates, signedInAt] = await settleAll([
    isWhispers ? NONE : ports.groups.listMemberships(user, range),
    ports.conversations.peersAfter(user, isWhispers ? party : '', limit + 1),
    isWhispers ? undefined : ports.conversations.channelStates(user),
    // Only the first page has the lobby, of which nothing from before is new to anybody.
    isFirst ? ports.users.firstSignIn(user) : undefined,
  ]);
  const channels = [...(isFirst ? [lobbyConversation] : []), ...groups.items.map(groupConversation)];
  const shown = channels.slice(0, limit);
  const states = await completeStates(ports, user, shown, channelStates);
  const listed = shown.map(
    (channel): ListedConversation => ({
      ...channel,
      state: states.get(channel.key) ?? {},
      ...(channel === lobbyConversation && { unreadSince: signedInAt }),
    }),
  );
  if (channels.length > limit) return { items: listed, hasMore: true };
  // Cut short among groups that one has left: others may follow before the whispers.
  if (groups.next !== undefined) return { items: listed, hasMore: true, next: `group:${groups.next}` };
  const whispers = peers.items.map(
    (peer): ListedConversation => ({
      ...whisperConversation(user, peer.peer, activeLogs(user, peer)),
      state: peer,
    }),
  );
  const all = [...listed, ...whispers];
  if (peers.next !== undefined && all.length <= limit)
    return { items: all, hasMore: true, next: whisperKey(peers.next) };
  return { items: all.slice(0, limit), hasMore: all.length > limit };
}

/** What is said of a page's channels, where those that were read at once are not all. */
async function completeStates(
  { conversations }: Pick<ChatPorts, 'conversations'>,
  user: string,
  channels: readonly OpenConversation[],
  read: ChannelStates | undefined,
): Promise<ReadonlyMap<string, ReadState>> {
  const { states, isComplete } = read ?? { states: new Map(), isComplete: true };
  if (isComplete) return states;
  const missing = channels.map(({ key }) => key).filter((key) => !states.has(key));
  return new Map([...states, ...(await conversations.states(user, missing))]);
}
