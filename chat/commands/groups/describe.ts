import { missingField } from '../../../protocol/errors.ts';
import { handledLater } from '../../handled-later.ts';
import { listGroup, unlistTitle } from '../../memberships/list-group.ts';
import { groupChannel } from '../../ports/connections/subscriptions.ts';
import type { Group } from '../../ports/groups/groups.ts';
import { findAgainst } from '../../rules/find-blocks.ts';
import { requireUnmuted } from '../../rules/muted.ts';
import { requireRole } from '../../rules/roles.ts';
import type { CommandHandler } from '../command-handler.ts';
import { alterGroup, type Plan } from './alter-group.ts';

/** Changes what a group is called, what is said of it, and what who joins from now on sees of before: for its owners, and nothing in words where they are muted. What isn't named stays. */
export const describe: CommandHandler<'describe'> = async (ports, { group_name, ...change }, request) => {
  const { user, id } = request;
  if (Object.values(change).every((value) => value === undefined))
    throw missingField('title', 'or about, or history: at least one of them');
  // What is taken back, and what who joins sees of before, says nothing.
  const isSaying = typeof change.title === 'string' || typeof change.about === 'string';
  // Beside the group, so that it takes no longer.
  const looking = isSaying ? handledLater(findAgainst(ports, user, id)) : undefined;
  const makePlan = async (found: Group): Promise<Plan> => {
    requireRole(found, user, 'owner', 'describe');
    const against = await looking;
    if (against) requireUnmuted(against, groupChannel(found.groupId), ports.clock.now());
    return {
      event: { type: 'described', id, group: group_name, by: user },
      alter(group) {
        requireRole(group, user, 'owner', 'describe');
        return withDescription(group, change);
      },
      prepare: (group) => listGroup(ports, group, id),
    };
  };
  return alterGroup(ports, group_name, request, makePlan, (changed) => unlistTitle(ports, changed, id));
};

type Description = {
  readonly [Name in 'title' | 'about']?: string | null | undefined;
} & { readonly history?: Group['history'] | undefined };

/** A group that is said something else of. @param description undefined leaves what there is, and null nothing */
function withDescription(
  { title: titleBefore, about: aboutBefore, ...group }: Group,
  { title = titleBefore ?? null, about = aboutBefore ?? null, history = group.history }: Description,
): Group {
  return { ...group, ...saidOf({ title, about }), history };
}

/** What is to be kept of what is said of a group: nothing of null. */
export const saidOf = ({ title, about }: { title?: string | null; about?: string | null }) => ({
  ...(typeof title === 'string' && { title }),
  ...(typeof about === 'string' && { about }),
});
