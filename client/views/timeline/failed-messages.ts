import { isJsonObject } from '../../../protocol/json.ts';
import { unifyLines } from '../../../protocol/lines.ts';
import type { ChatClient } from '../../chat-client.ts';
import { ChatRequestError } from '../../errors.ts';
import type { SendOptions } from '../../requests/commands.ts';
import type { Sent } from '../../requests/outbox.ts';
import { readStoredCommand } from '../../requests/pending-command.ts';
import { FAILED, partAt, partsOf, placeBehind } from '../../storage/part-lists.ts';
import type { StoredParts } from '../../storage/store.ts';
import { type ChangeCommand, isChangeCommand } from '../../wire/change-command.ts';
import { conversationOf, isMessageCommand, type MessageCommand } from '../../wire/message-command.ts';
import { createView, getOrMake, type View } from '../view.ts';
import { say } from './say.ts';

/** A message that came to nothing, or of which that isn't known (`given_up`). */
export interface FailedMessage {
  readonly ref: string;
  readonly command: MessageCommand;
  /** After a reload it has its `code` and `message`. */
  readonly error: ChatRequestError;
}

/** An edit or a deletion that came to nothing, or of which that isn't known (`given_up`). */
export interface FailedChange {
  readonly ref: string;
  readonly command: ChangeCommand;
  readonly error: ChatRequestError;
}

export interface FailedMessages extends View<readonly FailedMessage[]> {
  /** Of each message the last change that failed, until another one is done. They are not in the store: after a reload there are none. */
  readonly changes: View<readonly FailedChange[]>;
  /**
   * Sends it again: under the same `ref` where it may have arrived, so that it isn't said twice; else under another, as the
   * server would give the same one the same refusal, though by now it would work.
   */
  retry(ref: string): void;
  /** Forgets it. */
  dismiss(ref: string): void;
}

/**
 * The user's messages that failed since this was first called, in that order, and what the client's store has of earlier ones:
 * each is kept there until it is sent again or dismissed. Call it when the client is made, so that none is missed.
 */
export const failedMessages = (client: ChatClient): FailedMessages =>
  getOrMake(made, client, createFailedMessages);

const made = new WeakMap<ChatClient, FailedMessages>();

interface Entry {
  readonly ref: string;
  readonly command: MessageCommand | ChangeCommand;
  readonly error: ChatRequestError;
  /** Who wrote it, and who alone may read it; undefined until somebody has signed in. */
  user: string | undefined;
  /** The name of its part in the store; undefined while it isn't stored. */
  part?: string;
}

const isFailedMessage = (entry: Entry): entry is Entry & FailedMessage => isMessageCommand(entry.command);
const isFailedChange = (entry: Entry): entry is Entry & FailedChange => isChangeCommand(entry.command);

function createFailedMessages(client: ChatClient): FailedMessages {
  /** Of all users. */
  let entries: readonly Entry[] = [];
  /** In the stored list, behind all that is there; undefined until it is loaded. */
  let nextPlace: number | undefined;
  const view = createView<readonly FailedMessage[]>([], client.reportError);
  const changes = createView<readonly FailedChange[]>([], client.reportError);

  function change(to: readonly Entry[]): void {
    entries = to;
    for (const entry of entries) {
      entry.user ??= client.user;
      const { ref, command, user, error } = entry;
      if (entry.part || !user || nextPlace === undefined || isChangeCommand(command)) continue;
      entry.part = partAt(FAILED, nextPlace++);
      const { code, message } = error;
      client.save({ [entry.part]: JSON.stringify({ ref, command, user, error: { code, message } }) });
    }
    const own = entries.filter(({ user }) => user === client.user);
    view.set(own.filter(isFailedMessage));
    changes.set(own.filter(isFailedChange));
  }

  /** Of a message, as another change of it has failed, or one is done. @param content only an edit that says so */
  function forgetChange(id: string, content?: string): void {
    const isMeant = ({ command }: Entry) =>
      isChangeCommand(command) &&
      command.id === id &&
      (content === undefined || ('content' in command && unifyLines(command.content) === content));
    if (entries.some(isMeant)) change(entries.filter((entry) => !isMeant(entry)));
  }

  /** @param before is done before the store forgets it */
  function dismiss(ref: string | undefined, before?: (entry: Entry) => void): void {
    const entry = entries.find((one) => one.ref === ref && one.user === client.user);
    if (!entry) return;
    change(entries.filter((one) => one !== entry));
    before?.(entry);
    if (entry.part) client.save({ [entry.part]: null });
  }

  function restore(parts: StoredParts): void {
    nextPlace = placeBehind(FAILED, parts);
    const restored = partsOf(FAILED, parts).flatMap((part) => {
      const entry = readEntry(parts[part], part);
      if (!entry) client.save({ [part]: null });
      return entry ?? [];
    });
    change([...restored, ...entries]);
  }

  void client.stored.then(restore);
  // Perhaps somebody else has signed in.
  client.on('state', () => change(entries));
  client.on('gap', () => change(entries));
  client.on('failed', ({ ref, command, error }) => {
    // What another user wrote is nothing that this one should read.
    const isChange = isChangeCommand(command);
    if (!(isChange || isMessageCommand(command)) || error.code === 'other_user') return;
    dismiss(ref);
    if (isChange) forgetChange(command.id);
    change([...entries, { ref, command, error, user: client.user }]);
  });
  client.on('sent', ({ command }) => {
    if (isChangeCommand(command)) forgetChange(command.id);
  });
  // One of which that wasn't known has arrived after all.
  client.on('event', (event) => {
    if (event.type === 'message') dismiss(event.sent_ref);
    if (event.type === 'deleted') forgetChange(event.of);
    if (event.type === 'edited') forgetChange(event.of, event.content);
  });
  return Object.assign(view, {
    changes,
    dismiss: (ref: string) => dismiss(ref),
    retry: (ref: string) =>
      // It is in the stored queue then. Should it fail again, `failed` tells.
      dismiss(ref, ({ command, error }) => {
        const options = error.code === 'given_up' ? { ref } : {};
        void sendAgain(client, command, options);
      }),
  });
}

function sendAgain(client: ChatClient, command: Entry['command'], options: SendOptions): Promise<Sent> {
  if (isMessageCommand(command)) {
    const { content, reply_to } = command;
    return say(client, conversationOf(command), content, { ...options, reply_to });
  }
  const { conversation, id } = command;
  if (command.type === 'delete') return client.delete(conversation, id, options);
  return client.edit(conversation, id, command.content, options);
}

function readEntry(text: string | undefined, part: string): Entry | undefined {
  const stored = readStoredCommand(text);
  if (typeof stored?.user !== 'string' || !isMessageCommand(stored.command) || !isJsonObject(stored.error))
    return undefined;
  const { ref, command, user } = stored;
  const { code, message } = stored.error as unknown as ChatRequestError;
  return { ref, command, user, part, error: new ChatRequestError(code, message) };
}
