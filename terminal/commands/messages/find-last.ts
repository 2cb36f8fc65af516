import type { MessageFrame } from '../../../client/index.ts';
import { labelOf } from '../../conversation.ts';
import { CommandFault, type Session } from '../command.ts';

/** What lies further back is nothing that somebody means without seeing it. */
const EVENTS_LOOKED_AT = 500;
const PAGE = 100;

/**
 * The last message of the conversation in front that isn't deleted and is meant.
 * @param whose as a sentence has it: "of yours"
 * @throws CommandFault where there is none; ChatRequestError
 */
export async function findLast(
  { client, conversation }: Pick<Session, 'client' | 'conversation'>,
  whose: string,
  isMeant: (message: MessageFrame) => boolean,
): Promise<MessageFrame> {
  const timeline = client.timeline(conversation);
  const find = () =>
    timeline.events.findLast(
      (event): event is MessageFrame => event.type === 'message' && !event.deleted && isMeant(event),
    );
  // It begins with what has come since it was first asked for.
  for (let looked = 0; !find() && !timeline.isComplete && looked < EVENTS_LOOKED_AT; looked += PAGE)
    await timeline.older(PAGE);
  const last = find();
  if (last) return last;
  const where = timeline.isComplete ? '' : `the last ${EVENTS_LOOKED_AT} of `;
  throw new CommandFault(`There is no message ${whose} in ${where}${labelOf(conversation)}.`);
}
