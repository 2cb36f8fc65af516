import type { ChatClient } from '../../chat-client.ts';
import type { ChatCommand } from '../../requests/pending-command.ts';
import { conversationOf, isMessageCommand } from '../../wire/message-command.ts';
import { createView, getOrMake, type View } from '../view.ts';

/** Where one may not speak, and until when: by conversation, epoch milliseconds by the server's clock. */
export type Mutes = ReadonlyMap<string, number>;

/**
 * Where the user is muted, as far as that was told over this connection: by `muted` frames, and by what was refused. A mute that is
 * over goes by itself.
 */
export const ownMutes = (client: ChatClient): View<Mutes> => getOrMake(made, client, createOwnMutes);

const made = new WeakMap<ChatClient, View<Mutes>>();

/** Timers of browsers and of Node take no longer time. */
const TIMER_MAX_MS = 2 ** 31 - 1;

function createOwnMutes(client: ChatClient): View<Mutes> {
  const view = createView<Mutes>(new Map(), client.reportError);
  const timers = new Map<string, ReturnType<typeof setTimeout>>();

  function set(conversation: string, until: number): void {
    clearTimeout(timers.get(conversation));
    timers.delete(conversation);
    const left = until - client.serverNow();
    const others = [...view.value].filter(([name]) => name !== conversation);
    if (left > 0) {
      timers.set(
        conversation,
        setTimeout(() => set(conversation, until), Math.min(left, TIMER_MAX_MS)),
      );
      if (view.value.get(conversation) !== until) view.set(new Map([...others, [conversation, until]]));
    } else if (others.length < view.value.size) view.set(new Map(others));
  }

  client.on('muted', ({ conversation, until }) => set(conversation, until === null ? 0 : Date.parse(until)));
  client.on('failed', ({ command, error }) => {
    const conversation = placeOf(command);
    if (error.code === 'muted' && conversation !== undefined)
      set(conversation, client.serverNow() + (error.retryAfterMs ?? 0));
  });
  // That one may speak again is told the connections that there are.
  client.on('state', ({ state }) => {
    if (state !== 'live') for (const conversation of [...view.value.keys()]) set(conversation, 0);
  });
  return view;
}

/** Where something is said, changed or reacted to. */
const placeOf = (command: ChatCommand): string | undefined =>
  isMessageCommand(command)
    ? conversationOf(command)
    : 'conversation' in command
      ? command.conversation
      : undefined;
