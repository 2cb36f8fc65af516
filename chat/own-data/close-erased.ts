import { erased } from '../../protocol/errors.ts';
import { closeUser } from '../posting/close-user.ts';
import type { ReachPorts } from '../posting/reach.ts';

/**
 * Closes all that a user has open who was erased. Comes behind `Subscriptions.shut`: whoever signs in behind that sees it.
 * @returns whether there was nothing to close
 */
export async function closeErased(ports: ReachPorts, user: string): Promise<boolean> {
  const { connections } = await ports.subscriptions.ofUser(user);
  await closeUser(ports, connections, erased());
  return connections.length === 0;
}
