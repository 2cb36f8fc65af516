import { useCallback, useEffect, useMemo } from 'react';
import {
  canEdit,
  type EventRow,
  failedMessages,
  groupIn,
  type MessageFrame,
  type MessageOptions,
  type Row,
  type Sent,
  say,
  type TimelineRows,
  timelineRows,
} from '../index.ts';
import { useChatClient } from './chat-context.ts';
import { useConnection } from './use-connection.ts';
import { useGroupNames } from './use-group-names.ts';
import { useView } from './use-view.ts';

/** How many rows a conversation begins with. */
const FIRST_ROWS = 30;

export interface TimelineWithActions extends TimelineRows {
  /** Says something, perhaps in reply; it is a pending row at once. What fails is a row, too, so the promise need not be waited for. */
  send(content: string, options?: Pick<MessageOptions, 'reply_to'>): Promise<Sent>;
  /**
   * Changes what a message of one's own says, by its event's id. The row shows it at once, with a `change` that is pending until
   * the server has it; what fails is the row's `change`, too.
   */
  edit(id: string, content: string): Promise<Sent>;
  /** Deletes a message of one's own, or of another for who keeps order there, in the same way; its row stays, without content. */
  remove(id: string): Promise<Sent>;
  /** Whether a row is such a message; whether it is too late to edit it, the server says (`too_late`). */
  canEdit(row: Row): row is EventRow & { readonly event: MessageFrame };
  /** Loads older events; does nothing while some are being loaded, when there are none, or in a group that one isn't in. */
  older(): void;
  /** Sends again a failed row, by its `key`, or a row's change that failed, by the change's `ref`. */
  retry(key: string): void;
  /** Forgets either. */
  dismiss(key: string): void;
}

/**
 * A conversation: `lobby`, `group:devs` or `whisper:user2`. Its newest rows are loaded by themselves, and again with the
 * next connection where that failed.
 */
export function useTimeline(conversation: string): TimelineWithActions {
  const client = useChatClient();
  const { state } = useConnection();
  const timeline = timelineRows(client, conversation);
  const shown = useView(timeline);

  // What was said in a group is told its members alone.
  const isReadable = useIsReadable(conversation);
  const older = useCallback(() => {
    const { isLoading, isComplete } = timeline.value;
    if (isReadable && !isLoading && !isComplete) void timeline.older(FIRST_ROWS);
  }, [timeline, isReadable]);
  const { isComplete } = shown;
  // biome-ignore lint/correctness/useExhaustiveDependencies: who joins a group again may see more of it, which is complete no more then
  useEffect(() => {
    if (state === 'live' && timeline.value.rows.length < FIRST_ROWS) older();
  }, [state, timeline, older, isComplete]);

  const actions = useMemo(() => {
    const failed = failedMessages(client);
    return {
      send: (content: string, options?: Pick<MessageOptions, 'reply_to'>) =>
        say(client, conversation, content, options),
      edit: (id: string, content: string) => client.edit(conversation, id, content),
      remove: (id: string) => client.delete(conversation, id),
      canEdit: (row: Row) => canEdit(client, row),
      retry: failed.retry,
      dismiss: failed.dismiss,
    };
  }, [client, conversation]);
  return { ...shown, ...actions, older };
}

function useIsReadable(conversation: string): boolean {
  const groups = useGroupNames();
  const group = groupIn(conversation);
  return group === undefined || groups.includes(group);
}
