import { TYPING_LASTS_MS } from '../../../protocol/limits.ts';
import type { ChatClient } from '../../chat-client.ts';
import { createView, getOrMake, type View } from '../view.ts';

/** Who is writing a message just now, by conversation; in each by name. */
export type TypingUsers = ReadonlyMap<string, readonly string[]>;

/** Who else is typing: for so long after each word of it, unless their message comes before. */
export const typingUsers = (client: ChatClient): View<TypingUsers> =>
  getOrMake(made, client, createTypingUsers);

const made = new WeakMap<ChatClient, View<TypingUsers>>();

function createTypingUsers(client: ChatClient): View<TypingUsers> {
  const view = createView<TypingUsers>(new Map(), client.reportError);
  /** By conversation and user. */
  const ends = new Map<string, Map<string, ReturnType<typeof setTimeout>>>();

  function show(conversation: string): void {
    const users = [...(ends.get(conversation)?.keys() ?? [])].sort();
    const others = [...view.value].filter(([name]) => name !== conversation);
    view.set(new Map(users.length > 0 ? [...others, [conversation, users]] : others));
  }

  function end(conversation: string, user: string): void {
    const typing = ends.get(conversation);
    const timer = typing?.get(user);
    if (!typing || timer === undefined) return;
    clearTimeout(timer);
    typing.delete(user);
    if (typing.size === 0) ends.delete(conversation);
    show(conversation);
  }

  client.on('typing', ({ conversation, user }) => {
    const typing = getOrMake(ends, conversation, () => new Map());
    const before = typing.get(user);
    if (before !== undefined) clearTimeout(before);
    typing.set(
      user,
      setTimeout(() => end(conversation, user), TYPING_LASTS_MS),
    );
    if (before === undefined) show(conversation);
  });
  client.on('message', ({ conversation, from }) => end(conversation, from));
  // What was told over a connection that is gone is as old as that.
  client.on('state', ({ state }) => {
    if (state === 'live') return;
    for (const [conversation, typing] of ends) for (const user of [...typing.keys()]) end(conversation, user);
  });
  return view;
}
