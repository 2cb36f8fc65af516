import type { GroupRole } from '../../client/index.ts';
import { useConnection, useGroupProfile } from '../../client/react/index.ts';
import { roleIn } from './role-in.ts';

/** What one may do in a group oneself, as far as that is known. */
export function useOwnRole(group: string | undefined): GroupRole {
  const { user } = useConnection();
  return roleIn(useGroupProfile(group), user);
}
