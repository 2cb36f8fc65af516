import type { InvitationItem } from '../../../protocol/frames/list-items.ts';
import type { ChatClient } from '../../chat-client.ts';
import { createFetchedList, type FetchedList } from '../fetched-list.ts';
import { getOrMake } from '../view.ts';

/** The groups that the user is invited to, and by whom; kept up to date. */
export const invitations = (client: ChatClient): Invitations => getOrMake(made, client, createInvitations);

export type Invitations = FetchedList<InvitationItem>;

const made = new WeakMap<ChatClient, Invitations>();

/** A block hides invitations by whom it is against. */
const BLOCKS: readonly string[] = ['block', 'unblock', 'blocked', 'unblocked'];

function createInvitations(client: ChatClient): Invitations {
  const list = createFetchedList(client, client.invitations);
  client.on('event', (event) => {
    const isOwnJoining = event.type === 'joined' && event.user === client.user;
    if (event.type === 'invited' || isOwnJoining || BLOCKS.includes(event.type)) list.refresh();
  });
  client.on('invitations', list.refresh);
  // Its own decline, or block, may be an event that nobody is told.
  client.on('sent', ({ command: { type } }) => {
    if (type === 'decline_invite' || BLOCKS.includes(type)) list.refresh();
  });
  return list;
}
