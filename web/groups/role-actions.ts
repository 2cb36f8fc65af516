import type { GroupRole } from '../../client/index.ts';
import type { Action } from '../menus/action.ts';

export interface RoleActionsOf {
  /** The member, as they are called. */
  readonly called: string;
  readonly role: GroupRole;
  /** Whether it is who looks at it, who is an owner. */
  readonly isOneself: boolean;
}

/**
 * What an owner may make of a member. Asked before is what they may not be able to take back: another owner may do the same to
 * them, and who is none any more can't become one again by themselves.
 * @param give gives the member the role
 */
export function roleActions(
  { called, role, isOneself }: RoleActionsOf,
  give: (role: GroupRole) => unknown,
): readonly Action[] {
  const end = {
    title: 'Be an owner no more?',
    text: 'Only another owner can make you one again.',
    yes: 'Step down',
  };
  const begin = {
    title: `Make ${called} an owner?`,
    text: 'They may do all that you may: say what the group is and who may do what in it. They may also take that from you.',
    yes: 'Make an owner',
  };
  const stepDown = isOneself ? { question: end, isDangerous: true } : {};
  const all: readonly (Action & { readonly makes: GroupRole })[] = [
    { makes: 'owner', label: 'Make an owner', question: begin, run: () => give('owner') },
    { makes: 'moderator', label: 'Make a moderator', ...stepDown, run: () => give('moderator') },
    { makes: 'member', label: 'Make a plain member', ...stepDown, run: () => give('member') },
  ];
  return all.filter(({ makes }) => makes !== role);
}
