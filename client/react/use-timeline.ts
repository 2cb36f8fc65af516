import { useCallback, useEffect, useMemo } from 'react';
import { failedMessages, groupIn, type Sent, say, type TimelineRows, timelineRows } from '../index.ts';
import { useChatClient } from './chat-context.ts';
import { useConnection } from './use-connection.ts';
import { useGroupNames } from './use-group-names.ts';
import { useView } from './use-view.ts';

/** How many rows a conversation begins with. */
const FIRST_ROWS = 30;

export interface TimelineWithActions extends TimelineRows {
  /** Says something; it is a pending row at once. What fails is a row, too, so the promise need not be waited for. */
  send(content: string): Promise<Sent>;
  /** Loads older events; does nothing while some are being loaded, when there are none, or in a group that one isn't in. */
  older(): void;
  /** Sends a failed row again, by its `key`. */
  retry(key: string): void;
  /** Forgets a failed row. */
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
  useEffect(() => {
    if (state === 'live' && timeline.value.rows.length < FIRST_ROWS) older();
  }, [state, timeline, older]);

  const actions = useMemo(() => {
    const failed = failedMessages(client);
    return {
      send: (content: string) => say(client, conversation, content),
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
