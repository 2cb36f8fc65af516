import type { Page, PageRange } from '../ports/page.ts';
import type { ChatPorts } from '../ports.ts';
import {
  groupConversation,
  lobbyConversation,
  type OpenConversation,
  splitName,
  whisperConversation,
} from './open-conversation.ts';

/** A page of a user's conversations: the lobby, then groups, then whispers, each by name. */
export async function pageConversations(
  { groups, conversations }: Pick<ChatPorts, 'groups' | 'conversations'>,
  user: string,
  { after = '', limit }: PageRange,
): Promise<Page<OpenConversation>> {
  const [kind, party] = splitName(after);
  const found: OpenConversation[] = kind === '' ? [lobbyConversation] : [];
  if (kind !== 'whisper') {
    // One more than fits tells whether there are more.
    const range = { after: kind === 'group' ? party : '', limit: limit + 1 };
    const page = await groups.listMemberships(user, range);
    found.push(...page.items.map(groupConversation));
  }
  if (found.length <= limit) {
    const page = await conversations.peersAfter(
      user,
      kind === 'whisper' ? party : '',
      limit + 1 - found.length,
    );
    found.push(...page.peers.map((peer) => whisperConversation(user, peer)));
  }
  return { items: found.slice(0, limit), hasMore: found.length > limit };
}
