import { ChatError } from '../../protocol/errors.ts';
import type { ChatPorts } from '../ports/chat-ports.ts';
import { HOLD_MS, type UnfinishedMembership } from '../ports/messages/undelivered.ts';

export type NoteChangePorts = Pick<ChatPorts, 'undelivered' | 'clock'>;

/**
 * Writes down, beside the checks of a command, that it is about to change a membership: should its function die between that
 * change and the event, a sweep finishes it. Storing the event overwrites the note.
 * @param check rejects where the command is refused; nothing is left of it then, but for what was noted when it came before
 */
export async function noteChange<T>(
  ports: NoteChangePorts,
  change: Omit<UnfinishedMembership, 'heldUntil'>,
  check: () => Promise<T>,
): Promise<T> {
  const noting = ports.undelivered.note({ ...change, heldUntil: ports.clock.now() + HOLD_MS });
  const [noted, checked] = await Promise.allSettled([noting, check()]);
  if (noted.status === 'fulfilled' && checked.status === 'fulfilled') return checked.value;
  // The attempt before may have changed the membership. Of a note that failed a sweep drops what there is.
  if (noted.status === 'fulfilled' && noted.value) await forgetChange(ports, change.id);
  throw checked.status === 'rejected' ? checked.reason : (noted as PromiseRejectedResult).reason;
}

/** The command changed nothing, and had changed nothing when it came before. */
export const forgetChange = ({ undelivered }: Pick<ChatPorts, 'undelivered'>, id: string): Promise<void> =>
  undelivered.forget(id);

/**
 * Makes a change that is noted. Nothing is left of the note where another change has come first and forbids this one; of a write
 * that failed it stays, for that may have been made.
 */
export async function changeNoted<T>(
  ports: Pick<ChatPorts, 'undelivered'>,
  id: string,
  change: () => Promise<T>,
): Promise<T> {
  try {
    return await change();
  } catch (error) {
    if (error instanceof ChatError && !error.isRetryable) await forgetChange(ports, id);
    throw error;
  }
}
