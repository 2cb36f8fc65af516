import { cursorBehind, cursorWithin } from '../../../protocol/cursor.ts';
import { idOfTime, laterId, readEventTime } from '../../../protocol/events/event-id.ts';
import { CURSORS_MAX, DELIVERY_DEADLINE_MS } from '../../../protocol/limits.ts';
import { toFramePage } from '../../conversations/frame-page.ts';
import { readStreams } from '../../conversations/read-streams.ts';
import { selectVisible } from '../../conversations/select-visible.ts';
import { openStreams, type Stream } from '../../conversations/streams.ts';
import { DAY_MS } from '../../ports/messages/conversations.ts';
import type { CommandHandler } from '../command-handler.ts';

/** What happened in all that the sender hears of since the sender's cursors, oldest first, a page at a time. */
export const sync: CommandHandler<'sync'> = async (ports, { cursors = {} }, { user }) => {
  // Before anything is read: what is stored later has to be looked for next time.
  const now = ports.clock.now();
  const { pageItems, retentionDays } = ports.limits;
  const streams = await openStreams(ports, user, { cursors, now });
  const { entries, horizon } = await readStreams(ports, streams, pageItems, user);
  const keptSince = now - retentionDays * DAY_MS;
  const envelope = (readUpTo: string | undefined) =>
    ({
      type: 'synced',
      cursors: Object.fromEntries(
        streams.map((stream) => [stream.key, cursorOf(stream, readUpTo, now)] as const),
      ),
      more: readUpTo !== undefined,
      recovered: describeRecovered(streams, cursors, keptSince),
      deadline_ms: DELIVERY_DEADLINE_MS,
    }) as const;
  const events = await selectVisible(ports, user, entries);
  // The cursors within a page are the longer ones.
  const longest = { ...envelope(idOfTime(now)), events: [], more: false };
  const { frames, isCut } = toFramePage(events, user, pageItems, longest);
  return { answer: { ...envelope(isCut ? frames.at(-1)?.id : horizon), events: frames } };
};

/** @param readUpTo the last id that was read when there is more; every stream was read up to there */
function cursorOf(
  { after, startedAt = Number.POSITIVE_INFINITY }: Stream,
  readUpTo: string | undefined,
  now: number,
) {
  const firstReadAt = Math.min(startedAt, now);
  if (readUpTo === undefined) return cursorBehind(firstReadAt);
  return cursorWithin(laterId(after, readUpTo), firstReadAt);
}

/** Of what one asked for or hears of: whether nothing is missing, as what is older than what is kept would be. */
function describeRecovered(
  streams: readonly Stream[],
  cursors: Readonly<Record<string, string>>,
  keptSince: number,
): Record<string, boolean> {
  const heard = new Map(streams.map(({ key, after }) => [key, readEventTime(after) >= keptSince]));
  // Of what one doesn't hear as many as leave room for a message: they have no cursor any more, whatever is said here.
  const keys = [...new Set([...heard.keys(), ...Object.keys(cursors)])].slice(
    0,
    Math.max(heard.size, CURSORS_MAX),
  );
  return Object.fromEntries(keys.map((key) => [key, heard.get(key) ?? false]));
}
