import { createContext } from 'react';
import type { MessageFrame } from '../../client/index.ts';

/** What may be done about a message, for the lines that are shown. */
export interface MessageActions {
  /** The id of the one of one's own that is being edited. */
  readonly editing: string | undefined;
  /** Begins to edit it, where one writes. */
  readonly edit: (message: MessageFrame) => void;
  /** Deletes it, one's own or another's, without asking. */
  readonly remove: (message: MessageFrame) => void;
  /** The id of the one that is being answered. */
  readonly answered: string | undefined;
  /** Begins to answer it, where one writes. */
  readonly reply: (message: MessageFrame) => void;
  /** The emoji by which to react in one step. */
  readonly quick: readonly string[];
  /** Asks by which emoji to react to it. */
  readonly react: (message: MessageFrame) => void;
  /** Asks why it is to be shown to those who keep order. */
  readonly report: (message: MessageFrame) => void;
  /** Shows who somebody is, by name. */
  readonly meet: (name: string) => void;
  /** Where a quote has led: another object each time. */
  readonly led: { readonly id: string } | undefined;
  /** Leads to a message, by its event's id. */
  readonly show: (id: string) => void;
}

export const MessageActionsContext = createContext<MessageActions>({
  editing: undefined,
  edit: () => undefined,
  remove: () => undefined,
  answered: undefined,
  reply: () => undefined,
  quick: [],
  react: () => undefined,
  report: () => undefined,
  meet: () => undefined,
  led: undefined,
  show: () => undefined,
});
