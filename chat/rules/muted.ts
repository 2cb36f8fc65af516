import { muted } from '../../protocol/errors.ts';
import type { Blockers } from '../ports/people/blocks.ts';

/** For how long yet somebody may not speak in a channel, milliseconds; 0: they may. @param now epoch milliseconds */
export const mutedFor = ({ mutes }: Pick<Blockers, 'mutes'>, channel: string, now: number): number =>
  Math.max(0, (mutes.get(channel) ?? 0) - now);

/** @throws ChatError `muted` */
export function requireUnmuted(against: Pick<Blockers, 'mutes'>, channel: string, now: number): void {
  const left = mutedFor(against, channel, now);
  if (left > 0) throw muted(left);
}
