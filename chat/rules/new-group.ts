import type { Group } from '../ports/groups/groups.ts';

/** A group as it is made by a `join`: open, and nobody's. @param groupId the id of the command */
export const newGroup = (name: string, groupId: string): Group => ({
  groupId,
  name,
  kind: 'open',
  history: 'joining',
  owners: [],
  moderators: [],
  pins: [],
  rev: groupId,
  recent: [],
});
