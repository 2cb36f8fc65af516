import { presenceText } from '../../text/presence-text.ts';
import { CommandFault, type Session } from '../command.ts';

/** How a user wants to be shown, and of a friend whether they are there, line by line. @throws CommandFault for nobody, ChatRequestError */
export async function describeUser(
  { client, now }: Pick<Session, 'client' | 'now'>,
  user: string,
): Promise<string[]> {
  const [profiles, presences] = await Promise.all([client.profiles([user]), client.presences([user])]);
  const [profile] = profiles.items;
  if (profile === undefined)
    throw new CommandFault(`There is no user ${user}, or they have never signed in.`);
  const { display_name, about, avatar_url } = profile;
  const name = display_name === undefined ? user : `${user} (${display_name})`;
  const lines = [about, avatar_url && `Picture: ${avatar_url}`].filter((line) => line !== undefined);
  const described =
    lines.length === 0 && display_name === undefined
      ? [`${user} has said nothing of themselves.`]
      : [name, ...lines];
  return [...described, ...presences.items.map((presence) => presenceText(presence, now(), client.user))];
}
