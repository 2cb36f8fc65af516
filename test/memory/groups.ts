import type { Group, Groups, Membership } from '../../chat/ports/groups.ts';
import { pageOf } from './page.ts';

export function createMemoryGroups(): Groups {
  const groups = new Map<string, Group>();
  const members = new Map<string, Map<string, Membership>>();

  function membershipsOf(user: string): Map<string, Membership> {
    const found = members.get(user) ?? new Map<string, Membership>();
    members.set(user, found);
    return found;
  }

  return {
    find: async (name) => groups.get(name),

    async findOrCreate(name, newGroupId) {
      const group = groups.get(name) ?? { groupId: newGroupId, name };
      groups.set(name, group);
      return group;
    },

    async addMember(membership) {
      const memberships = membershipsOf(membership.user);
      const found = memberships.get(membership.group);
      if (found && found.version !== membership.version) return false;
      memberships.set(membership.group, membership);
      return true;
    },

    async removeMember({ user, group, version }) {
      const memberships = membershipsOf(user);
      if (memberships.get(group)?.version !== version) return false;
      return memberships.delete(group);
    },

    membership: async (user, group) => membershipsOf(user).get(group),

    memberships: async (user) => [...membershipsOf(user).values()],

    listMemberships: async (user, range) => pageOf(membershipsOf(user).values(), ({ group }) => group, range),

    async listMembers(groupId, range) {
      const all = [...members.values()].flatMap((memberships) => [...memberships.values()]);
      return pageOf(
        all.filter((membership) => membership.groupId === groupId),
        ({ user }) => user,
        range,
      );
    },
  };
}
