import type { Group, Groups, Membership } from '../../chat/ports/groups/groups.ts';
import { pageOf } from '../page.ts';

interface MembershipRecord {
  readonly membership: Membership;
  /** The id of the event that ended it. */
  readonly endedBy?: string;
}

const standing = ({ membership, endedBy }: MembershipRecord) => (endedBy === undefined ? [membership] : []);

export function createMemoryGroups(): Groups {
  const groups = new Map<string, Group>();
  const members = new Map<string, Map<string, MembershipRecord>>();

  function recordsOf(user: string): Map<string, MembershipRecord> {
    const found = members.get(user) ?? new Map<string, MembershipRecord>();
    members.set(user, found);
    return found;
  }

  const membershipsOf = (user: string) => [...recordsOf(user).values()].flatMap(standing);

  return {
    find: async (name) => groups.get(name),

    async findAll(names) {
      const found = names.map((name) => groups.get(name)).filter((group) => group !== undefined);
      return new Map(found.map((group) => [group.name, group]));
    },

    async create(group) {
      const found = groups.get(group.name);
      if (found && !found.isFree) return false;
      groups.set(group.name, group);
      return true;
    },

    async change(group, before) {
      if (groups.get(group.name)?.rev !== before) return false;
      groups.set(group.name, group);
      return true;
    },

    async addMember(membership) {
      const records = recordsOf(membership.user);
      const found = records.get(membership.group);
      const isSame = found?.membership.version === membership.version;
      const hasEnded = found?.endedBy !== undefined;
      // One that has ended gives way to another; by its own version it doesn't come back.
      if (found && isSame === hasEnded) return false;
      records.set(membership.group, { membership });
      return true;
    },

    async removeMember({ user, group, version }) {
      const records = recordsOf(user);
      const found = records.get(group);
      if (found?.membership.version !== version || found.endedBy !== undefined) return false;
      return records.delete(group);
    },

    async endMembership(user, group, id) {
      const records = recordsOf(user);
      const found = records.get(group);
      if (!found || (found.endedBy ?? id) !== id || found.membership.version >= id) return undefined;
      records.set(group, { ...found, endedBy: id });
      return found.membership;
    },

    async changedBy(user, group, id) {
      const found = recordsOf(user).get(group);
      if (!found || (found.endedBy ?? found.membership.version) !== id) return undefined;
      return { membership: found.membership, hasEnded: found.endedBy !== undefined };
    },

    membership: async (user, group) => membershipsOf(user).find((membership) => membership.group === group),

    memberships: async (user) => membershipsOf(user),

    listMemberships: async (user, range) => pageOf(membershipsOf(user), ({ group }) => group, range),

    async listMembers(groupId, range) {
      const all = [...members.keys()].flatMap(membershipsOf);
      return pageOf(
        all.filter((membership) => membership.groupId === groupId),
        ({ user }) => user,
        range,
      );
    },
  };
}
