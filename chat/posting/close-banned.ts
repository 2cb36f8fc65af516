import { bannedUntil } from '../rules/banned.ts';
import { closeUser } from './close-user.ts';
import type { ReachPorts } from './reach.ts';

/**
 * Closes all that a banned user has open, and says why. Comes behind `Subscriptions.bar`: whoever signs in behind that sees it.
 * @returns as of `closeUser`
 */
export async function closeBanned(ports: ReachPorts, user: string): Promise<boolean> {
  const { connections, barredUntil } = await ports.subscriptions.ofUser(user);
  const now = ports.clock.now();
  // Somebody has lifted the ban meanwhile.
  return barredUntil <= now || closeUser(ports, connections, bannedUntil(barredUntil, now));
}
