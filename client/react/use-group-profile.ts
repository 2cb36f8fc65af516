import { type GroupProfileItem, groupProfile } from '../index.ts';
import { useChatClient } from './chat-context.ts';
import { NOTHING, useView } from './use-view.ts';

/**
 * What a group is, and who may do what in it; undefined before it is known, and of one that the user may not know of.
 * @param group its name; undefined: none is shown
 */
export function useGroupProfile(group: string | undefined): GroupProfileItem | undefined {
  const client = useChatClient();
  return useView<GroupProfileItem | undefined>(group === undefined ? NOTHING : groupProfile(client, group));
}
