import { banned } from '../../protocol/errors.ts';
import { FOREVER } from '../ports/people/bans.ts';

/** Why somebody may not be here. @param until as of `Ban` @param now epoch milliseconds */
export const bannedUntil = (until: number, now: number) =>
  banned(until === FOREVER ? undefined : until - now);

/** @throws ChatError `banned` */
export function requireNotBanned(until: number, now: number): void {
  if (until > now) throw bannedUntil(until, now);
}
