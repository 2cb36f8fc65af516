import { type ChatClient, type MessageFrame, pendingMessages } from '../../../client/index.ts';
import type { Session } from '../command.ts';
import { waitUntilAnswerable } from '../wait-until-answerable.ts';
import { findLast } from './find-last.ts';

/** Of each client the last change that was asked for: of two deletions the second is of the message before. */
const running = new WeakMap<ChatClient, Promise<unknown>>();

/**
 * Changes the last message of one's own in the conversation in front that isn't deleted: the last when that is asked for, though
 * it is still on its way then, and others are said before this is done.
 * @param change is given the message
 * @throws CommandFault where there is none; ChatRequestError
 */
export function changeOwnLast(
  { client, conversation, display }: Pick<Session, 'client' | 'conversation' | 'display'>,
  change: (message: MessageFrame) => Promise<unknown>,
): Promise<unknown> {
  const sending = new Set(pendingMessages(client, conversation).map(({ ref }) => ref));
  const isLater = followLater(client);
  const wait = waitUntilAnswerable(client);
  if (wait !== undefined && client.state !== 'live')
    display.note('There is no connection: this is done as soon as there is one.');
  const done = Promise.all([running.get(client), wait, waitUntilSent(client, sending)])
    .then(() =>
      findLast(
        { client, conversation },
        'of yours',
        (message) => message.from === client.user && !isLater(message),
      ),
    )
    .finally(isLater.stop)
    .then(change);
  running.set(
    client,
    done.catch(() => undefined),
  );
  return done;
}

/** Notes what is sent from now on. @returns whether a message is of that */
function followLater(client: ChatClient): ((message: MessageFrame) => boolean) & { stop(): void } {
  const before = new Set(client.pending.map(({ ref }) => ref));
  const later = new Set<string>();
  const stop = client.on('pending', (pending) => {
    for (const { ref } of pending) if (!before.has(ref)) later.add(ref);
  });
  return Object.assign(({ sent_ref = '' }: MessageFrame) => later.has(sent_ref), { stop });
}

/** Waits until these are acknowledged, or have come to nothing. */
function waitUntilSent(client: ChatClient, refs: ReadonlySet<string>): Promise<void> {
  return new Promise((resolve) => {
    const stop = client.on('pending', look);
    look();
    function look(): void {
      if (client.pending.some(({ ref }) => refs.has(ref))) return;
      stop();
      resolve();
    }
  });
}
