import type { GroupProfileItem } from '../../../protocol/frames/list-items.ts';
import { GROUP_PROFILES_PER_COMMAND, NAME_MAX_CHARACTERS } from '../../../protocol/limits.ts';
import { cutPage } from '../../conversations/cut-page.ts';
import type { ChatPorts } from '../../ports/chat-ports.ts';
import type { Group } from '../../ports/groups/groups.ts';
import { keepExtraRate } from '../../rates/command-rate.ts';
import type { CommandHandler } from '../command-handler.ts';

const LONGEST = { type: 'list', of: 'group_profiles', items: [], next: 'x'.repeat(NAME_MAX_CHARACTERS) };

/** What these groups are, in the order asked; without those that there aren't, and private ones that the sender isn't in. */
export const groupProfiles: CommandHandler<'group_profiles'> = async (
  ports,
  { group_names, known = {} },
  request,
) => {
  await keepExtraRate(ports, request, Math.ceil(group_names.length / GROUP_PROFILES_PER_COMMAND) - 1);
  const found = await ports.groups.findAll(group_names, { consistent: true });
  const isShown = await findShown(ports, request.user, group_names, found);
  const all = group_names
    .map((name) => found.get(name))
    .filter((group) => group !== undefined)
    .filter(({ endedBy }) => endedBy === undefined)
    .filter(isShown)
    .map((group) => {
      const isKnown = Object.hasOwn(known, group.name) && known[group.name] === group.rev;
      return isKnown ? { group: group.name, rev: group.rev } : toItem(group);
    });
  const items = cutPage(all, all.length, LONGEST);
  return {
    answer: { type: 'list', of: 'group_profiles', items, next: all[items.length]?.group ?? null },
  };
};

/**
 * Which of some groups a user may know of. Memberships are asked for also where there is no group of a name: it must take as long as
 * with a private one.
 */
async function findShown(
  { groups }: Pick<ChatPorts, 'groups'>,
  user: string,
  asked: readonly string[],
  found: ReadonlyMap<string, Group>,
): Promise<(group: Group) => boolean> {
  if (asked.every((name) => found.get(name)?.kind === 'open')) return () => true;
  const own = new Set((await groups.memberships(user)).map(({ groupId }) => groupId));
  return ({ kind, groupId }) => kind === 'open' || own.has(groupId);
}

const toItem = ({ name, rev, kind, history, title, about, owners, moderators }: Group): GroupProfileItem => ({
  group: name,
  rev,
  kind,
  history,
  ...(title !== undefined && { title }),
  ...(about !== undefined && { about }),
  owners,
  moderators,
});
