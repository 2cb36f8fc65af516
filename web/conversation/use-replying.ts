import { useCallback, useState } from 'react';
import type { MessageFrame, Row } from '../../client/index.ts';

export interface Replying {
  /** The message that is being answered, while it is there to be. */
  readonly message: MessageFrame | undefined;
  readonly begin: (message: MessageFrame) => void;
  readonly end: () => void;
}

/** Which message of a conversation what one writes is to answer. */
export function useReplying(rows: readonly Row[]): Replying {
  const [id, setId] = useState<string>();
  const row =
    id === undefined ? undefined : rows.findLast((one) => one.status === 'sent' && one.event.id === id);
  const event = row?.status === 'sent' && row.event.type === 'message' ? row.event : undefined;
  return {
    message: event?.deleted ? undefined : event,
    begin: useCallback((message: MessageFrame) => setId(message.id), []),
    end: useCallback(() => setId(undefined), []),
  };
}
