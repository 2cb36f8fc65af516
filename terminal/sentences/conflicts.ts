import type { ChatCommand } from '../../client/index.ts';

type Say = (rest: string, command: ChatCommand | undefined) => string;

/** What stands in the way, by how the server's text begins; the rest of that is a name or a number. */
const CONFLICTS: readonly (readonly [start: string, say: Say])[] = [
  ['Already a member: ', (group) => `you are in ${group} already`],
  [
    'Too many groups: at most ',
    (most) => `you are in ${most} groups, and may be in no more: /leave one first`,
  ],
  ['Name not available: ', (group) => `another group is called ${group}`],
  [
    'Last owner: ',
    (group, command) =>
      `${command?.type === 'leave' ? 'you are' : `${targetOf(command) ?? 'that'} is`} the last owner of ${group}: make somebody else an owner first`,
  ],
  ['Not in the group: ', (user) => `${user} is not in the group`],
  [
    'Not banned: ',
    (user, command) =>
      command && 'group_name' in command
        ? `nobody keeps ${user} out of ${command.group_name}`
        : `${user} is not banned`,
  ],
  ['Is owner already: ', (user) => `${user} is an owner already`],
  ['Is moderator already: ', (user) => `${user} is a moderator already`],
  ['Is member already: ', (user) => `${user} is neither owner nor moderator`],
  ['Too many owners: at most ', (most) => `it has ${most} owners, and may have no more`],
  ['Too many moderators: at most ', (most) => `it has ${most} moderators, and may have no more`],
  ['Already in the group: ', (user) => `${user} is in the group already`],
  ['Already invited: ', (user) => `you have invited ${user} already`],
  ['Too many invitations wait for ', (user) => `too many invitations wait for ${user} already`],
  ['No invitation to ', (group) => `nobody has invited you to ${group}`],
  ['Pinned already', () => 'it is pinned already'],
  ['Not pinned', () => 'it isn’t pinned'],
  ['Too many pins: at most ', (most) => `${most} messages are pinned, and no more may be: unpin one first`],
  ['Already friends: ', (user) => `you and ${user} are friends already`],
  ['Request pending: ', (user) => `you have asked ${user} already`],
  ['No request from ', (user) => `${user} has not asked you`],
  ['Not friends: ', (user) => `you and ${user} are not friends`],
  ['Already blocked: ', (user) => `you have blocked ${user} already`],
  ['Report not found: ', () => 'there is no such report any more'],
  ['Already resolved: ', () => 'somebody has resolved it already'],
  ['Not blocked: ', (user) => `you have not blocked ${user}`],
  [
    'Too many kinds of reaction: at most ',
    (most) => `it has ${most} kinds of reaction, and can’t have another: take one of those`,
  ],
  ['Too much waits for ', (user) => `${user} is away, and too much is waiting for them already`],
];

/** A conflict as a person would say it; in the server's words where nobody here knows it. @param command what was asked for, where it is known */
export function conflictText(message: string, command: ChatCommand | undefined): string {
  for (const [start, say] of CONFLICTS) {
    if (message.startsWith(start)) return say(message.slice(start.length), command);
  }
  return message;
}

const targetOf = (command: ChatCommand | undefined) =>
  command && 'target' in command ? command.target : undefined;
