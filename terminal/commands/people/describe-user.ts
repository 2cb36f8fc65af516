import { CommandFault, type Session } from '../command.ts';

/** How a user wants to be shown, line by line. @throws CommandFault for nobody, ChatRequestError */
export async function describeUser({ client }: Pick<Session, 'client'>, user: string): Promise<string[]> {
  const [profile] = (await client.profiles([user])).items;
  if (profile === undefined)
    throw new CommandFault(`There is no user ${user}, or they have never signed in.`);
  const { display_name, about, avatar_url } = profile;
  const name = display_name === undefined ? user : `${user} (${display_name})`;
  const lines = [about, avatar_url && `Picture: ${avatar_url}`].filter((line) => line !== undefined);
  return lines.length === 0 && display_name === undefined
    ? [`${user} has said nothing of themselves.`]
    : [name, ...lines];
}
