import { useEffect } from 'react';
import { groupMembers, type Members } from '../index.ts';
import { useChatClient } from './chat-context.ts';
import { useConnection } from './use-connection.ts';
import { useGroupNames } from './use-group-names.ts';
import { useView } from './use-view.ts';

export interface Group extends Members {
  /** Whether the user is in it. */
  readonly isMember: boolean;
  /** Loads more members, while there are; after an error, the same again. */
  more(): void;
}

/**
 * A group and who is in it; `useChatClient()` has `join` and `leave`. The first members are loaded by themselves.
 * @param name undefined: no group is shown, and there is nobody in it
 */
export function useGroup(name: string | undefined): Group {
  const client = useChatClient();
  const { state } = useConnection();
  // No group's name is empty.
  const group = name ?? '';
  const isMember = useGroupNames().includes(group);
  const members = groupMembers(client, group);
  const shown = useView(members);
  useEffect(() => {
    if (state === 'live' && isMember && !members.value.isLoaded) void members.more();
  }, [state, isMember, members]);
  return { ...shown, isMember, more: () => void (group !== '' && members.more()) };
}
