import type { ChatClient } from '../chat-client.ts';
import type { ChatRequestError } from '../errors.ts';
import type { ChatCommand } from '../requests/pending-command.ts';
import { conversationOf, type MessageCommand } from './pending-messages.ts';
import { say } from './say.ts';
import { createView, getOrMake, type View } from './view.ts';

/** A message that came to nothing, or of which that isn't known (`given_up`). */
export interface FailedMessage {
  readonly ref: string;
  readonly command: MessageCommand;
  readonly error: ChatRequestError;
}

export interface FailedMessages extends View<readonly FailedMessage[]> {
  /** Sends it again under the same `ref`, so that one that has arrived after all isn't said twice. */
  retry(ref: string): void;
  /** Forgets it. */
  dismiss(ref: string): void;
}

/** The user's messages that failed since the client was made, in that order. */
export const failedMessages = (client: ChatClient): FailedMessages =>
  getOrMake(made, client, createFailedMessages);

const made = new WeakMap<ChatClient, FailedMessages>();

function createFailedMessages(client: ChatClient): FailedMessages {
  const view = createView<readonly FailedMessage[]>([], client.report);
  const dismiss = (ref: string) => view.set(view.value.filter((one) => one.ref !== ref));
  client.on('failed', ({ ref, command, error }) => {
    // What another user wrote is nothing that this one should read.
    if (!isMessage(command) || error.code === 'other_user') return;
    view.set([...view.value.filter((one) => one.ref !== ref), { ref, command, error }]);
  });
  // One of which that wasn't known has arrived after all.
  client.on('event', (event) => {
    const ref = event.type === 'message' ? event.sent_ref : undefined;
    if (view.value.some((one) => one.ref === ref)) dismiss(ref ?? '');
  });
  return {
    get value() {
      return view.value;
    },
    onChange: view.onChange,
    dismiss,
    retry(ref) {
      const failed = view.value.find((one) => one.ref === ref);
      if (!failed) return;
      dismiss(ref);
      // Should it fail again, `failed` tells.
      const { command } = failed;
      void say(client, conversationOf(command), command.content, { ref }).catch(() => undefined);
    },
  };
}

const isMessage = (command: ChatCommand): command is MessageCommand => 'content' in command;
