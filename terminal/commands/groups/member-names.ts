import type { Session } from '../command.ts';
import { allOf } from '../list.ts';

/** Who is in a group, with who owns it or keeps order there; they are known to completion from then on. @throws ChatRequestError */
export async function memberNames({ client, names }: Session, group: string): Promise<string[]> {
  const members = await allOf((page) => client.members(group, page));
  return members.map(({ user, role }) => {
    names.addUser(user);
    const marks = [...(user === client.user ? ['you'] : []), ...(role === undefined ? [] : [role])];
    return marks.length === 0 ? user : `${user} (${marks.join(', ')})`;
  });
}
