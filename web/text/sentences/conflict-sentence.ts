/** What stands in the way, by how the server's text begins; the rest of that is a name or a number. */
const CONFLICTS: readonly (readonly [start: string, say: (rest: string, isInGroup: boolean) => string])[] = [
  ['Name not available: ', () => 'Another group has that name.'],
  [
    'Too many groups: at most ',
    (most) => `You are in ${most} groups, and may be in no more: leave one first.`,
  ],
  [
    'Last owner: ',
    (group) => `${group} would have no owner: make another member an owner first, or disband it.`,
  ],
  ['Not in the group: ', (user) => `${user} is not in the group any more.`],
  ['Not banned: ', (user, isInGroup) => `${user} is not ${isInGroup ? 'kept out' : 'banned'}.`],
  ['Too many owners: at most ', (most) => `The group has ${most} owners, and may have no more.`],
  ['Too many moderators: at most ', (most) => `The group has ${most} moderators, and may have no more.`],
  ['Already resolved: ', () => 'Somebody has resolved that report already.'],
  ['Report not found: ', () => 'That report is not there any more.'],
  ['Pinned already', () => 'That message is pinned already.'],
  ['Not pinned', () => 'That message is not pinned any more.'],
  ['Too many pins: at most ', (most) => `${most} messages are pinned, and no more may be: unpin one first.`],
];

/** A conflict as a person would say it; in the server's words where nobody here knows it. @param isInGroup whether the command was about a group */
export function conflictSentence(message: string, isInGroup: boolean): string {
  for (const [start, say] of CONFLICTS) {
    if (message.startsWith(start)) return say(message.slice(start.length), isInGroup);
  }
  return `${message}.`;
}
