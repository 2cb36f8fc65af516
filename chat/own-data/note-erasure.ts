import type { ChatPorts } from '../ports/chat-ports.ts';

/** Longer than a command of a connection takes to write: what was under way when it was closed is written by then. */
export const WRITTEN_WITHIN_MS = 30_000;

/** Stands behind the command's id in the name of what is to be done. */
const OF_ERASURE = '~e';

/** The id of the command that erases somebody. @param name of what is to be done */
export const erasedBy = (name: string): string => name.slice(0, -OF_ERASURE.length);

/**
 * Writes down that all that is kept of a user is to be erased, once what is being written now is there. Sweeps do it.
 * @param step what is next; by default the channel is to be shut, as its function may die before it does
 */
export const noteErasure = (
  { undelivered, clock }: Pick<ChatPorts, 'undelivered' | 'clock'>,
  { user, id, step = '' }: { readonly user: string; readonly id: string; readonly step?: string },
): Promise<void> =>
  undelivered.put({
    id: `${id}${OF_ERASURE}`,
    erases: user,
    step,
    after: '',
    heldUntil: clock.now() + WRITTEN_WITHIN_MS,
  });
