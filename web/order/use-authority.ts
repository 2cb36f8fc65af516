import { useConnection, useGroupProfile } from '../../client/react/index.ts';
import { type Authority, authorityOf } from './authority.ts';

/** What one may do oneself to keep order in a group that one is in, as far as that is known. @param group its name */
export function useGroupAuthority(group: string): Authority {
  const { user, isAdmin } = useConnection();
  return authorityOf({ conversation: `group:${group}`, user, isAdmin, group: useGroupProfile(group) });
}
