import { createContext } from 'react';
import type { MessageFrame } from '../../client/index.ts';

/** What may be done to a message of one's own, for the lines that are shown. */
export interface MessageActions {
  /** The id of the one that is being edited. */
  readonly editing: string | undefined;
  /** Begins to edit it, where one writes. */
  readonly edit: (message: MessageFrame) => void;
  /** Deletes it, without asking. */
  readonly remove: (message: MessageFrame) => void;
}

export const MessageActionsContext = createContext<MessageActions>({
  editing: undefined,
  edit: () => undefined,
  remove: () => undefined,
});
