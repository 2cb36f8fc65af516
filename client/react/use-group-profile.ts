import { type GroupProfileItem, groupProfile } from '../index.ts';
import { useChatClient } from './chat-context.ts';
import { useView } from './use-view.ts';

/** What a group is, and who may do what in it; undefined before it is known, and of one that the user may not know of. */
export const useGroupProfile = (group: string): GroupProfileItem | undefined =>
  useView(groupProfile(useChatClient(), group));
