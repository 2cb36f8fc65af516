import type { PinItem } from '../../../protocol/frames/list-items.ts';
import type { ChatClient } from '../../chat-client.ts';
import { groupIn } from '../../wire/conversation.ts';
import { createFetchedList, type FetchedList } from '../fetched-list.ts';
import { getOrMake } from '../view.ts';

/** The pinned messages of a group, the last pinned first, each as it is now. */
export type PinnedMessages = FetchedList<PinItem>;

/**
 * What is pinned in a group that the user is in: the same view each time, kept up to date.
 * @param conversation `group:devs`; in others nothing is pinned, and nothing is asked for
 */
export function pinnedMessages(client: ChatClient, conversation: string): PinnedMessages {
  const lists = getOrMake(made, client, () => new Map<string, PinnedMessages>());
  return getOrMake(lists, conversation, () => createPinnedMessages(client, conversation));
}

const made = new WeakMap<ChatClient, Map<string, PinnedMessages>>();

function createPinnedMessages(client: ChatClient, conversation: string): PinnedMessages {
  const list = createFetchedList(client, async (page) =>
    groupIn(conversation) === undefined ? { items: [], next: null } : client.pins(conversation, page),
  );
  const isPinned = (id: string) => list.value.items.some(({ message }) => message.id === id);
  client.on('event', (event) => {
    if (event.conversation !== conversation) return;
    const isOfPins = event.type === 'pinned' || event.type === 'unpinned';
    const isOwnJoining = event.type === 'joined' && event.user === client.user;
    if (isOfPins || isOwnJoining || ('of' in event && isPinned(event.of))) list.refresh();
  });
  client.on('gap', ({ key }) => key === conversation && list.refresh());
  return list;
}
