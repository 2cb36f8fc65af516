import type { ChatClient, ReactionsFrame } from '../client/index.ts';
import { readEventTime } from '../protocol/events/event-id.ts';
import type { Session } from './commands/command.ts';
import type { Display } from './display.ts';
import { timeText } from './text/time.ts';

/** Of so many messages it is known how often each was reacted to. */
const COUNTS_KEPT = 1_000;

/** Tells quietly, of the conversation in front, how often a message was reacted to now: `+👍 2, the message of 10:12`. */
export function tellReactions(
  client: ChatClient,
  display: Display,
  session: Pick<Session, 'conversation' | 'now'>,
): void {
  const counts = new Map<string, ReadonlyMap<string, number>>();
  client.on('reactions', ({ conversation, id, reactions }: ReactionsFrame) => {
    const before = counts.get(id) ?? new Map<string, number>();
    const now = new Map(reactions.map(({ emoji, count }) => [emoji, count]));
    counts.delete(id);
    counts.set(id, now);
    for (const oldest of [...counts.keys()].slice(0, -COUNTS_KEPT)) counts.delete(oldest);
    if (conversation !== session.conversation) return;
    const changed = [...new Set([...before.keys(), ...now.keys()])].flatMap((emoji) => {
      const [was, is] = [before.get(emoji) ?? 0, now.get(emoji) ?? 0];
      return was === is ? [] : [`${is > was ? '+' : '-'}${emoji} ${is}`];
    });
    const time = timeText(new Date(readEventTime(id)).toISOString(), session.now());
    if (changed.length > 0) display.note(`${changed.join(' ')}, the message of ${time}`);
  });
}
