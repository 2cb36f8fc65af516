import type { Session } from '../command.ts';
import { allOf } from '../list.ts';

/** Who is in a group; they are known to completion from then on. @throws ChatRequestError */
export async function memberNames({ client, names }: Session, group: string): Promise<string[]> {
  const users = (await allOf((page) => client.members(group, page))).map(({ user }) => user);
  users.forEach(names.addUser);
  return users.map((user) => (user === client.user ? `${user} (you)` : user));
}
