import { groupIn, type PinItem } from '../../../client/index.ts';
import { CommandFault, type Session } from '../command.ts';
import { allOf } from '../list.ts';
import { numberedList } from '../numbered-list.ts';

type InFront = Pick<Session, 'client' | 'conversation'>;

/** @throws CommandFault where the conversation in front has no pins */
export function requireGroup({ conversation }: Pick<InFront, 'conversation'>): void {
  if (groupIn(conversation) === undefined)
    throw new CommandFault('Messages are pinned in groups: switch to one by /to #GROUP.');
}

/** What is pinned in the group in front, the last pinned first. @throws CommandFault where there is none; ChatRequestError */
async function pinsInFront({ client, conversation }: InFront): Promise<PinItem[]> {
  requireGroup({ conversation });
  return allOf((page) => client.pins(conversation, page));
}

/** @throws as `pinsInFront`; CommandFault where nothing is pinned */
export async function lastPinned(asked: InFront): Promise<PinItem> {
  const [pinned] = await pinsInFront(asked);
  if (pinned === undefined) throw new CommandFault(NONE);
  return pinned;
}

const NONE = 'No such message is pinned there: /pins lists them.';

/** The same, by the numbers that `/pins` gives them. */
export const pinList = numberedList(pinsInFront, NONE);
