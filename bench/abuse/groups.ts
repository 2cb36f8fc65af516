import {
  AUTHORITY_ACTS_PER_HOUR,
  GROUP_PROFILES_PER_COMMAND,
  INVITATIONS_MAX,
} from '../../protocol/limits.ts';
import { type Bound, boundCommands, count, type Limits } from './bound.ts';
import { SEARCH_ROW_UNITS, SEARCHES } from './people.ts';

/** With a `ref`, of a group of 20 KB: the claim, the note, the group, the log, that it is undelivered, the removal of that, what is written down. */
const GROUP_CHANGE_UNITS = 6 + 20;
/**
 * The same of a kick with a ban: the membership and its place in the index, the ban with its reason, which the note and what is written
 * down have, too, the role that is taken away with the group; and a subscription of each connection of who is kicked.
 */
const KICK_UNITS = GROUP_CHANGE_UNITS + 2 + 3 + 2 + 2;
/** Of a group as large as it may be. */
export const GROUP_READ_UNITS = 5;

/** With a `ref`: the claim, the allowance twice, the invitation, the log, that it is undelivered, the removal of that, and what waits and goes. */
const INVITATION_UNITS = 9;
/** Of somebody for whom as many wait as may, of some 400 bytes with long names. */
const INVITATIONS_READ_UNITS = Math.ceil((INVITATIONS_MAX * 400) / 4_096) / 2;
/** Beside those: the group, the membership, the target's and a ban of theirs twice, blocks twice, connections, the pair's days. */
const INVITATION_READS = INVITATIONS_READ_UNITS + 11.5;

/** What somebody may do to the groups that they own or keep order in, and to the lobby, a day. */
export const AUTHORITY_ACTS = AUTHORITY_ACTS_PER_HOUR * 24;

/** What users may do with groups. */
export function boundGroups({ settings, commands }: Limits): Bound[] {
  const { connectionsPerUser, groupsMadePerDay, invitationsPerDay, pageItems } = settings;
  const profileUnits = GROUP_PROFILES_PER_COMMAND * GROUP_READ_UNITS;
  return [
    ['a user', 'groups made, which stay', count(groupsMadePerDay), '—'],
    boundCommands(
      'a user',
      `searches for groups, of ${pageItems} on a page, each as large as it may be: RRU of those`,
      SEARCHES,
      { reads: (pageItems * GROUP_READ_UNITS) / 2 + SEARCH_ROW_UNITS },
    ),
    boundCommands('a user', 'invitations to groups: WRU of those', invitationsPerDay, {
      writes: INVITATION_UNITS,
      reads: INVITATION_READS,
    }),
    ['all users to one', 'invitations that wait at a time', count(INVITATIONS_MAX), '—'],
    boundCommands(
      'a user',
      'invitations asked for, by as many commands as there may be: RRU of those',
      commands,
      // The rows are read with each command, and as many groups as count for one.
      { reads: INVITATIONS_READ_UNITS + profileUnits },
    ),
    boundCommands(
      'a user',
      'changes of groups, of roles and of pins in them: WRU of those, beside the posts',
      AUTHORITY_ACTS,
      { writes: GROUP_CHANGE_UNITS },
    ),
    boundCommands('a user', 'members kicked and banned: WRU of those, beside the posts', AUTHORITY_ACTS, {
      writes: KICK_UNITS + connectionsPerUser,
    }),
    boundCommands(
      'a user',
      'profiles of groups asked for, by as many commands as there may be: RRU of those',
      commands,
      { reads: profileUnits },
    ),
  ];
}
