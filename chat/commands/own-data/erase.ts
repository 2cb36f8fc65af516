import { invalidField } from '../../../protocol/errors.ts';
import { closeErased } from '../../own-data/close-erased.ts';
import { noteErasure } from '../../own-data/note-erasure.ts';
import type { ChatPorts } from '../../ports/chat-ports.ts';
import { acknowledge, assertCanWrite } from '../../request.ts';
import type { CommandHandler } from '../command-handler.ts';

/**
 * Erases all that is kept of the sender, who can't sign in from then on. First it is written down that it is to be done, for sweeps; then
 * the profile, which refuses sign-ins before they begin; then the user's channel: of connections that aren't seen behind it each has
 * seen it itself.
 */
export const erase: CommandHandler<'erase'> = async (ports, { name }, request) => {
  const { user, id } = request;
  if (name !== user) throw invalidField('name', 'your own, as you have signed in');
  await assertCanWrite(ports, request);
  await noteErasure(ports, { user, id });
  await ports.users.beginErasing(user, id);
  await ports.subscriptions.shut(user);
  await noteErasure(ports, { user, id, step: 'connections' });
  return { ...acknowledge(), behind: () => close(ports, user) };
};

async function close(ports: ChatPorts, user: string): Promise<void> {
  try {
    await closeErased(ports, user);
  } catch (cause) {
    ports.logger.warn('Connections of an erased user are left to a sweep', { cause });
  }
}
