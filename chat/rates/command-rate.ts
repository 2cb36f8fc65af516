import type { ChatPorts } from '../ports/chat-ports.ts';
import { type BucketPorts, spendFrom } from './bucket.ts';

/** Of the limit, what an environment lets through without asking: a fifth of the rate, a tenth of the burst. */
export const OWN = { rate: 1 / 5, burst: 1 / 10 };

export type CommandRatePorts = BucketPorts & Pick<ChatPorts, 'limits'>;

/** Larger frames cost as much as several commands. */
export const CHARACTERS_PER_COMMAND = 4_000;

/** How many commands a frame counts as: one for each 4,000 characters begun. */
export const weighFrame = (text: string) => Math.max(1, Math.ceil(text.length / CHARACTERS_PER_COMMAND));

/** Whose commands are counted together: a user's, over all connections; without a user, a connection's. */
export const userRateKey = (user: string) => `commands:${user}`;
export const connectionRateKey = (connectionId: string) => `frames:${connectionId}`;

/**
 * Holds somebody to so many commands a second. Who types by hand never costs a write. Exact to within each environment's
 * own share: every environment beyond the first may add a tenth of the burst and a fifth of the rate.
 * @param whose `userRateKey` or `connectionRateKey`
 * @param weight how many commands this one counts as; nothing is asked for none, as of a short page of conversations
 * @throws ChatError `rate_limited`
 */
export async function keepCommandRate(ports: CommandRatePorts, whose: string, weight = 1): Promise<void> {
  if (weight === 0) return;
  const { commandsPerSecond, commandBurst } = ports.limits;
  await spendFrom(ports, {
    name: whose,
    costMs: (weight * 1_000) / commandsPerSecond,
    burstMs: (commandBurst * 1_000) / commandsPerSecond,
    own: OWN,
  });
}
