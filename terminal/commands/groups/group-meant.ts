import { groupIn } from '../../../client/index.ts';
import { CommandFault, type Session } from '../command.ts';

/** The group that was named, or else the one in front. @throws CommandFault where there is neither */
export function groupMeant({ conversation }: Session, given: string | undefined): string {
  const name = given ?? groupIn(conversation);
  if (name === undefined) throw new CommandFault('Which group? Name it, or switch to it by /to #GROUP.');
  return name;
}
