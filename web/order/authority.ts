import { type GroupProfileItem, type GroupRole, groupIn } from '../../client/index.ts';
import { roleIn } from '../groups/role-in.ts';

/** Who looks, and where. */
export interface Looker {
  readonly conversation: string;
  readonly user: string | undefined;
  readonly isAdmin: boolean;
  /** What the group is; undefined: it is none, or that isn't known. */
  readonly group: GroupProfileItem | undefined;
}

/** What somebody may do there to keep order. The server decides; this decides what is offered. */
export interface Authority {
  /** Whether they keep order there at all: they may delete what anybody says. */
  readonly isKept: boolean;
  /** Whether they may keep another from speaking there. */
  reaches(target: string): boolean;
  /** Whether they may remove another, and keep them out: of a group alone, whose last owner the server lets nobody remove. */
  removes(target: string): boolean;
}

/** Each may what those before may. */
const RANKS: readonly GroupRole[] = ['member', 'moderator', 'owner'];

/** Admins keep order in the lobby and in open groups, owners and moderators in theirs, over those of a lesser role; nobody in whispers. */
export function authorityOf({ conversation, user, isAdmin, group }: Looker): Authority {
  const rankOf = (name: string | undefined) => RANKS.indexOf(roleIn(group, name));
  const isOther = (target: string) => target !== user;
  const isGroup = groupIn(conversation) !== undefined;
  const isStaff = isGroup && rankOf(user) > 0;
  const isByAdmin = isAdmin && (conversation === 'lobby' || (isGroup && group?.kind === 'open'));
  const isRankAbove = (target: string) => isStaff && rankOf(user) > rankOf(target);
  const reaches = (target: string) => isOther(target) && (isByAdmin || isRankAbove(target));
  return { isKept: isByAdmin || isStaff, reaches, removes: (target) => isGroup && reaches(target) };
}
