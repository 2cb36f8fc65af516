import { useMemo } from 'react';
import { type Fetched, type InvitationItem, invitations } from '../index.ts';
import { useChatClient } from './chat-context.ts';
import { useView } from './use-view.ts';

/** The groups that the user is invited to. */
export interface GroupInvitations extends Fetched<InvitationItem> {
  /** Fetches them again, where that has failed; the next connection does, too. */
  retry(): void;
}

/** The groups that the user is invited to, by name, kept up to date; `useChatClient()` has `join` and `declineInvite`. */
export function useInvitations(): GroupInvitations {
  const list = invitations(useChatClient());
  const fetched = useView(list);
  return useMemo(() => ({ ...fetched, retry: list.refresh }), [list, fetched]);
}
