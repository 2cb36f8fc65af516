import type { ListItems } from '../../../protocol/frames/list-items.ts';
import type { RelationFrame } from '../../../protocol/frames/logged.ts';
import type { ChatClient } from '../../chat-client.ts';
import { createFetchedList, type FetchedList } from '../fetched-list.ts';
import { getOrMake } from '../view.ts';

type RelationType = RelationFrame['type'];
type ListName = keyof Relations;

/** Which lists an event may change. A block ends a friendship and requests. */
const CHANGED_BY: Readonly<Record<RelationType, readonly ListName[]>> = {
  friend_request: ['requests'],
  friends: ['friends', 'requests'],
  unfriended: ['friends'],
  blocked: ['friends', 'requests', 'blocks'],
  unblocked: ['blocks'],
};

export interface Relations {
  readonly friends: FetchedList<ListItems['friends']>;
  readonly requests: FetchedList<ListItems['requests']>;
  readonly blocks: FetchedList<ListItems['blocks']>;
}

/** How the user stands to others: friends, requests both ways, and whom they block; each list is kept up to date. */
export const relations = (client: ChatClient): Relations => getOrMake(made, client, createRelations);

const made = new WeakMap<ChatClient, Relations>();

function createRelations(client: ChatClient): Relations {
  const lists: Relations = {
    friends: createFetchedList(client, client.friends),
    requests: createFetchedList(client, client.requests),
    blocks: createFetchedList(client, client.blocks),
  };
  const changed = (names: readonly ListName[]) => {
    for (const name of names) lists[name].refresh();
  };
  client.on('event', ({ type }) => {
    if (type in CHANGED_BY) changed(CHANGED_BY[type as RelationType]);
  });
  client.on('relation', () => changed(['friends', 'requests']));
  // Its own block or decline may be an event that nobody is told.
  client.on('sent', ({ command: { type } }) => {
    if (type === 'block' || type === 'unblock') changed(CHANGED_BY.blocked);
    if (type === 'decline') changed(['requests']);
  });
  return lists;
}
