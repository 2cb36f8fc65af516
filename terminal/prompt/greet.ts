import { type ChatClient, conversationList, eachItem } from '../../client/index.ts';
import type { Session } from '../commands/command.ts';
import { labelOf } from '../conversation.ts';

/** As soon as that is known: says what is unread, and makes friends' names known to completion. */
export function greet({ client, display, names }: Pick<Session, 'client' | 'display' | 'names'>): void {
  const list = conversationList(client);
  const stop = list.onChange(() => {
    if (!list.isLoaded) return;
    stop();
    const unread = list.items.filter(({ unread }) => unread > 0);
    const counts = unread.map(({ conversation, unread }) => `${labelOf(conversation)} ${unread}`);
    if (counts.length > 0) display.note(`Unread: ${counts.join(', ')}. /unread shows more.`);
  });
  void addFriends(client, names.addUser);
}

async function addFriends(client: ChatClient, add: (name: string) => void): Promise<void> {
  try {
    await client.ready();
    for await (const { user } of eachItem(client.friends)) add(user);
  } catch {
    // Their names are typed in full then; whatever it is, the connection's own events tell it.
  }
}
