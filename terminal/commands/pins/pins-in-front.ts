import { groupIn, type ListItems } from '../../../client/index.ts';
import { CommandFault, type Session } from '../command.ts';
import { allOf } from '../list.ts';

type InFront = Pick<Session, 'client' | 'conversation'>;

/** @throws CommandFault where the conversation in front has no pins */
export function requireGroup({ conversation }: Pick<InFront, 'conversation'>): void {
  if (groupIn(conversation) === undefined)
    throw new CommandFault('Messages are pinned in groups: switch to one by /to #GROUP.');
}

/** What is pinned in the group in front, the last pinned first. @throws CommandFault where there is none; ChatRequestError */
export async function pinsInFront({ client, conversation }: InFront): Promise<ListItems['pins'][]> {
  requireGroup({ conversation });
  return allOf((page) => client.pins(conversation, page));
}
