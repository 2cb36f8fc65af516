import type { MessageFrame } from '../../../protocol/frames/logged.ts';
import { unifyLines } from '../../../protocol/lines.ts';
import { mentionsOf } from '../../../protocol/mentions.ts';
import type { ChatClient } from '../../chat-client.ts';
import { type ChangeCommand, isChangeCommand } from '../../wire/change-command.ts';
import { hasSameFields } from '../same.ts';
import { failedMessages } from './failed-messages.ts';
import { canEdit, type EventRow, type UnsentChange } from './rows.ts';

/**
 * Puts what the user has asked to be changed, and isn't, into the rows of a conversation's events.
 * @returns the rows: the very array when nothing is to be changed, and the same object for a row while its change is the same
 */
export function createChangedRows(
  client: ChatClient,
  conversation: string,
): (rows: readonly EventRow[]) => readonly EventRow[] {
  let changed = new Map<EventRow, EventRow>();

  function change(row: EventRow, unsent: UnsentChange, known: EventRow | undefined): EventRow {
    const isSame = known?.change && hasSameFields(known.change, unsent);
    return isSame ? known : withChange(row, unsent);
  }

  return (rows) => {
    const before = changed;
    changed = new Map();
    const changes = unsentChanges(client, conversation);
    if (changes.size === 0) return rows;
    return rows.map((row) => {
      const unsent = changes.get(row.event.id);
      if (!unsent || !canEdit(client, row)) return row;
      const next = change(row, unsent, before.get(row));
      changed.set(row, next);
      return next;
    });
  };
}

/** By the message's id, of each the last: one that waits stands before one that failed. */
function unsentChanges(client: ChatClient, conversation: string): ReadonlyMap<string, UnsentChange> {
  const failed = failedMessages(client).changes.value.map(
    ({ ref, command, error }): UnsentChange => ({ ref, status: 'failed', command, error }),
  );
  const pending = client.pending.flatMap(({ ref, command }): UnsentChange | readonly [] =>
    isChangeCommand(command) ? { ref, status: 'pending', command } : [],
  );
  const here = [...failed, ...pending].filter(({ command }) => command.conversation === conversation);
  return new Map(here.map((one) => [one.command.id, one]));
}

function withChange(row: EventRow, change: UnsentChange): EventRow {
  if (change.status === 'failed' || row.event.type !== 'message') return { ...row, change };
  return { ...row, change, event: foresee(row.event, change.command) };
}

/** A message as it is to be when a change is done. */
function foresee(
  { mentions: _names, reply_to, ...message }: MessageFrame,
  command: ChangeCommand,
): MessageFrame {
  if (command.type === 'delete') return { ...message, content: '', deleted: true };
  const content = unifyLines(command.content);
  return { ...message, ...(reply_to && { reply_to }), content, ...mentionsOf(content) };
}
