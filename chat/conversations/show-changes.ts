import { isChange, showEdit } from '../../protocol/events/changes.ts';
import type { ChatPorts } from '../ports/chat-ports.ts';
import type { LogEntry } from '../ports/messages/messages.ts';
import { settleAll } from '../settle-all.ts';
import { findMessage } from './open-message.ts';

/**
 * Entries as they are shown: edits with what their messages say now, and without those that were overtaken by another change,
 * which comes behind them.
 * @param logs those that the entries are of
 */
export async function showChanges(
  ports: Pick<ChatPorts, 'log'>,
  logs: readonly string[],
  entries: readonly LogEntry[],
): Promise<LogEntry[]> {
  const events = new Map(entries.map(({ event }) => [event.id, event]));
  const shown = await settleAll(
    entries.map(async (entry) => {
      const { event } = entry;
      // Of a deletion there is nothing to be looked up.
      if (!isChange(event) || event.type === 'deleted') return entry;
      const edit = showEdit(event, await messageOf(event.of));
      return edit && { event: edit };
    }),
  );
  return shown.filter((entry) => entry !== undefined);

  async function messageOf(id: string) {
    const read = events.get(id);
    if (read && 'content' in read) return read;
    return (await findMessage(ports, logs, id))?.message;
  }
}
