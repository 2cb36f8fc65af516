import { useMemo } from 'react';
import { groupMembers } from '../../client/index.ts';
import {
  useChatClient,
  useConnection,
  useConversations,
  useFriends,
  useGroupNames,
} from '../../client/react/index.ts';
import { type KnownNames, knownNames } from './known-names.ts';

/** The names that the page knows, for suggestions. It asks the server for nothing. */
export function useKnownNames(): KnownNames {
  const client = useChatClient();
  const { user } = useConnection();
  const { items } = useConversations();
  const { friends, incoming, outgoing, blocked } = useFriends();
  const groups = useGroupNames();
  return useMemo(() => {
    const channels = ['lobby', ...groups.map((name) => `group:${name}`)];
    return knownNames({
      user,
      conversations: items,
      events: channels.flatMap((conversation) => client.timeline(conversation).events),
      members: groups.flatMap((name) => groupMembers(client, name).value.users),
      groups,
      friends,
      related: [...incoming, ...outgoing, ...blocked],
    });
  }, [client, user, items, groups, friends, incoming, outgoing, blocked]);
}
