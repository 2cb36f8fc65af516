import type { World } from '../world.ts';
import { type Report, show } from './violations.ts';

/** What was under way when a ban was acknowledged is over by then. Milliseconds. */
const UNDER_WAY_MS = 40_000;

/** Who is banned may come in unseen for a moment, but is told nothing there until the ban ends, or somebody ends it. */
export function checkBans({ commands, listeners }: World, report: Report): void {
  const all = [...commands.values()];
  for (const ban of all) {
    if (ban.type !== 'ban' || ban.outcome !== 'acked') continue;
    const { target, sentAt, settledAt = Number.POSITIVE_INFINITY, seconds = 0 } = ban;
    // Any that overlaps with it, or comes behind it, may have ended it.
    const ends = all.flatMap((other) =>
      other !== ban && (other.type === 'unban' || other.type === 'ban') && other.target === target
        ? [other.sentAt]
        : [],
    );
    const overlaps = all.some(
      (other) =>
        ends.includes(other.sentAt) &&
        other.sentAt <= sentAt &&
        (other.settledAt ?? Number.POSITIVE_INFINITY) > sentAt,
    );
    if (overlaps) continue;
    const until = Math.min(sentAt + seconds * 1_000, ...ends.filter((end) => end > sentAt));
    for (const { name, user, listenings } of listeners) {
      if (user !== target) continue;
      for (const { openedAt, heard, connectionId } of listenings) {
        const first = heard.find(({ at }) => openedAt > settledAt + UNDER_WAY_MS && at < until);
        if (first)
          report('heard though banned', `${name} on ${connectionId}: ${show(first)} behind ${show(ban)}`);
      }
    }
  }
}
