import { useCallback, useMemo, useState } from 'react';
import type { MessageFrame } from '../../client/index.ts';
import type { TimelineWithActions } from '../../client/react/index.ts';
import type { MessageActions } from '../menus/message-actions.ts';
import { focusComposer } from './focus-composer.ts';

export interface Editing {
  /** The message that is being edited, while it is there to be. */
  readonly message: MessageFrame | undefined;
  /** What the lines of messages may do. */
  readonly actions: Pick<MessageActions, 'editing' | 'edit' | 'remove'>;
  /** Edits one's last message. @returns whether there is one that has been sent */
  editLast(): boolean;
  save(content: string): void;
  end(): void;
}

/** Which message of a conversation is being edited. What fails is told at the message, so nobody waits here. */
export function useEditing({ rows, canEdit, edit, remove }: TimelineWithActions): Editing {
  const [id, setId] = useState<string>();
  const row = id === undefined ? undefined : rows.findLast((one) => canEdit(one) && one.event.id === id);
  const message = row && canEdit(row) ? row.event : undefined;
  const actions = useMemo<Editing['actions']>(
    () => ({
      editing: message?.id,
      edit: (one) => setId(one.id),
      remove(one) {
        void remove(one.id).catch(() => undefined);
        // Its menu, to which the focus would go back, goes with it.
        focusComposer();
      },
    }),
    [message?.id, remove],
  );
  return {
    message,
    actions,
    editLast() {
      // The last is still being sent: the one before that isn't meant.
      if (rows.some(({ status }) => status === 'pending')) return false;
      const last = rows.findLast(canEdit);
      if (last) setId(last.event.id);
      return last !== undefined;
    },
    save(content) {
      if (id !== undefined) void edit(id, content).catch(() => undefined);
    },
    end: useCallback(() => setId(undefined), []),
  };
}
