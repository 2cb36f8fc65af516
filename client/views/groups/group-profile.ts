import type { GroupProfileItem } from '../../../protocol/frames/list-items.ts';
import type { LoggedFrame } from '../../../protocol/frames/logged.ts';
import type { ChatClient } from '../../chat-client.ts';
import { groupIn } from '../../wire/conversation.ts';
import { loadWhenLive } from '../load-when-live.ts';
import { createView, getOrMake, type View } from '../view.ts';

/**
 * What a group is, and who may do what in it; undefined before it is known, where there is none of that name, and of a private
 * one that the user isn't in. The same view each time, kept up to date while a member.
 */
export function groupProfile(client: ChatClient, group: string): View<GroupProfileItem | undefined> {
  const groups = getOrMake(made, client, () => new Map<string, View<GroupProfileItem | undefined>>());
  return getOrMake(groups, group, () => createGroupProfile(client, group));
}

const made = new WeakMap<ChatClient, Map<string, View<GroupProfileItem | undefined>>>();

function createGroupProfile(client: ChatClient, group: string): View<GroupProfileItem | undefined> {
  const view = createView<GroupProfileItem | undefined>(undefined, client.reportError);
  const load = loadWhenLive(
    client,
    async () => {
      const { items } = await client.groupProfiles([group]);
      view.set(items[0]);
    },
    () => undefined,
    true,
  );
  const refresh = () => void load(true);
  client.on('event', (event) => {
    if (groupIn(event.conversation) === group && changesGroup(event, client.user)) refresh();
  });
  client.on('gap', ({ key }) => groupIn(key) === group && refresh());
  refresh();
  return view;
}

/** Who leaves takes along what they might do; one's own joining and leaving decide what one may see. */
const changesGroup = (event: LoggedFrame, user: string | undefined) =>
  ['described', 'role_changed', 'left', 'disbanded'].includes(event.type) ||
  (event.type === 'joined' && event.user === user);
