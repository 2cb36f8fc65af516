import type { GroupRole } from './frames/logged.ts';

/** What who has a role in a group is, in a sentence. */
export const ROLE_WORDS: Readonly<Record<GroupRole, string>> = {
  owner: 'an owner',
  moderator: 'a moderator',
  member: 'a member',
};
