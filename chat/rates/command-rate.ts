import type { ChatPorts } from '../ports/chat-ports.ts';
import type { CommandRequest } from '../request.ts';
import { type BucketPorts, spendFrom, type Taking } from './bucket.ts';

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
 * @param weight how many commands this one counts as
 * @throws ChatError `rate_limited`
 */
export async function keepCommandRate(ports: CommandRatePorts, whose: string, weight = 1): Promise<void> {
  await spendFrom(ports, takingOf(ports, whose, weight));
}

/**
 * What a command counts as beyond its frame, which has been counted. Who is refused is told to wait until the frame and this fit
 * into the rate: until this fits alone, the frame would take a part of it each time that the command is tried again, and it would
 * never be done.
 * @param request whose frame it was, and how many commands it counted as
 * @param weight how many commands more; none as of a short page, and at most as many as are left of what may come at once
 * @throws ChatError `rate_limited`
 */
export async function keepExtraRate(
  ports: CommandRatePorts,
  { user, frameWeight }: Pick<CommandRequest, 'user' | 'frameWeight'>,
  weight: number,
): Promise<void> {
  const most = Math.min(weight, ports.limits.commandBurst - frameWeight);
  if (most <= 0) return;
  const whose = userRateKey(user);
  const { costMs: beforeMs } = takingOf(ports, whose, frameWeight);
  await spendFrom(ports, { ...takingOf(ports, whose, most), beforeMs });
}

function takingOf({ limits }: Pick<ChatPorts, 'limits'>, name: string, weight: number): Taking {
  const commandMs = 1_000 / limits.commandsPerSecond;
  return { name, costMs: weight * commandMs, burstMs: limits.commandBurst * commandMs, own: OWN };
}
