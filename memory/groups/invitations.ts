import type { Invitation, Invitations } from '../../chat/ports/groups/invitations.ts';
import type { Clock } from '../../chat/ports/runtime.ts';
import { readEventTime } from '../../protocol/events/event-id.ts';
import { INVITATION_DAYS } from '../../protocol/limits.ts';
import { DAY_MS } from '../retention.ts';

interface InvitationRecord extends Invitation {
  /** The id of the event that ended it. */
  readonly endedBy?: string;
}

export function createMemoryInvitations(clock: Pick<Clock, 'now'>): Invitations {
  const records = new Map<string, InvitationRecord>();
  // A space stands in no name.
  const keyOf = ({ user, group, from }: Pick<Invitation, 'user' | 'group' | 'from'>) =>
    [user, group, from].join(' ');

  const isExpired = ({ id }: Invitation, now: number) => readEventTime(id) + INVITATION_DAYS * DAY_MS <= now;
  const isStanding = (record: InvitationRecord) =>
    record.endedBy === undefined && !isExpired(record, clock.now());
  const find = (isMeant: (record: InvitationRecord) => boolean) =>
    [...records.values()].filter((record) => isStanding(record) && isMeant(record)).sort(byGroupAndInviter);

  return {
    async add(invitation) {
      const found = records.get(keyOf(invitation));
      const isSame = found?.id === invitation.id;
      const givesWay =
        !found ||
        found.endedBy !== undefined ||
        found.groupId !== invitation.groupId ||
        isExpired(found, readEventTime(invitation.id)) ||
        (found.isHidden && !invitation.isHidden);
      if (isSame ? found?.endedBy !== undefined : !givesWay) return false;
      records.set(keyOf(invitation), invitation);
      return true;
    },

    find: async (user, group, from) => find((record) => keyOf(record) === keyOf({ user, group, from }))[0],

    list: async (user) => find((record) => record.user === user),

    listOf: async (user, group) => find((record) => record.user === user && record.group === group),

    async end(user, group, { by, before }) {
      const meant = find(
        (record) =>
          record.user === user && record.group === group && (before === undefined || record.id < before),
      );
      for (const record of meant) records.set(keyOf(record), { ...record, endedBy: by });
      return [...records.values()].some(
        (record) =>
          record.user === user && record.group === group && record.endedBy === by && !record.isHidden,
      );
    },
  };
}

const byGroupAndInviter = (one: Invitation, other: Invitation) =>
  `${one.group} ${one.from}` < `${other.group} ${other.from}` ? -1 : 1;
