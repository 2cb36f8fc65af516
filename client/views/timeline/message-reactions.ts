import type { ReactionCount } from '../../../protocol/frames/logged.ts';
import type { ReactionsState } from '../../../protocol/frames/passing.ts';
import type { ChatClient } from '../../chat-client.ts';
import { createEmitter } from '../../emitter.ts';
import { keyOf } from '../../wire/conversation.ts';
import { isReactionCommand, type ReactionCommand } from '../../wire/reaction-command.ts';
import { loadWhenLive } from '../load-when-live.ts';
import { isSameList } from '../same.ts';
import { follow, getOrMake, type View } from '../view.ts';

/** By the messages' ids, in the order of the first of each kind; one's own at once, and back again when it is refused. */
export type ReactionsById = ReadonlyMap<string, readonly ReactionCount[]>;

/** The reactions to the messages of a conversation's timeline: the same view each time. */
export function messageReactions(client: ChatClient, conversation: string): View<ReactionsById> {
  const views = getOrMake(made, client, () => new Map<string, View<ReactionsById>>());
  return getOrMake(views, conversation, () => createMessageReactions(client, conversation));
}

const made = new WeakMap<ChatClient, Map<string, View<ReactionsById>>>();

/** Messages of which the last state is kept. */
const STATES_KEPT = 1_000;
/** After a reconnect as many of the newest are asked for: more than a screen shows. */
const ASKED_MOST = 50;
/** What was acknowledged is told within that, also where many react; else it is asked for. */
const TOLD_WITHIN_MS = 7_000;

function createMessageReactions(client: ChatClient, conversation: string): View<ReactionsById> {
  const timeline = client.timeline(conversation);
  const changes = createEmitter<{ change: undefined }>(client.reportError);
  const states = new Map<string, ReactionsState>();
  /** What is acknowledged and not told yet, in its order. */
  let settling: readonly ReactionCommand[] = [];
  let settled: ReturnType<typeof setTimeout> | undefined;
  const listening = new Set<() => void>();
  /** Whether something may have been told that didn't come here. */
  let isStale = timeline.events.length > 0;
  let shown: ReactionsById = new Map();
  /** What `shown` was made of. */
  let sources: readonly unknown[] = [];
  let version = 0;

  function change(): void {
    version++;
    changes.emit('change', undefined);
  }

  function look(): ReactionsById {
    const { pending } = client;
    const now = [timeline.events, pending, version];
    if (isSameList(now, sources)) return shown;
    sources = now;
    const waiting = pending.map(({ command }) => command).filter(isReactionCommand);
    const own = [...settling, ...waiting].filter((command) => command.conversation === conversation);
    const next = new Map<string, readonly ReactionCount[]>();
    for (const event of timeline.events) {
      if (event.type !== 'message' || event.deleted) continue;
      const { id, reactions = [], reactions_rev: rev = '' } = event;
      const state = states.get(id);
      const told = state && state.rev > rev ? state.reactions : reactions;
      const all = own.filter((command) => command.id === id).reduce(foresee, told);
      const before = shown.get(id) ?? [];
      if (all.length > 0) next.set(id, JSON.stringify(all) === JSON.stringify(before) ? before : all);
    }
    if (!isSameList([...next.keys(), ...next.values()], [...shown.keys(), ...shown.values()])) shown = next;
    return shown;
  }

  function foresee(all: readonly ReactionCount[], { type, emoji }: ReactionCommand) {
    const { user = '' } = client;
    const isOn = type === 'react';
    const known = all.find((one) => one.emoji === emoji);
    if ((known?.mine ?? false) === isOn) return all;
    const { count = 0, by = [] } = known ?? {};
    const others = by.filter((name) => name !== user);
    const kind: ReactionCount = isOn
      ? { emoji, count: count + 1, by: [...others, user], mine: true }
      : { emoji, count: count - 1, by: others };
    if (!known) return [...all, kind];
    return all.flatMap((one) => (one !== known ? one : kind.count > 0 ? kind : []));
  }

  function take(id: string, { rev, reactions }: ReactionsState): void {
    if ((states.get(id)?.rev ?? '') >= rev) return;
    const before = look().get(id);
    const told = reactions.map(({ mine: _mine, ...kind }, place): ReactionCount => {
      const { emoji, by, count } = kind;
      const isKnown = before?.some((one) => one.emoji === emoji && one.mine);
      const isMine =
        reactions[place]?.mine || by.includes(client.user ?? '') || (by.length < count && isKnown);
      return isMine ? { ...kind, mine: true } : kind;
    });
    states.delete(id);
    states.set(id, { rev, reactions: told });
    for (const oldest of [...states.keys()].slice(0, -STATES_KEPT)) states.delete(oldest);
    settling = settling.filter((own) => own.id !== id || foresee(told, own) !== told);
    change();
  }

  const load = loadWhenLive(
    client,
    async () => {
      isStale = false;
      const messages = timeline.events.filter(({ type }) => type === 'message').slice(-ASKED_MOST);
      let ids = messages.map(({ id }) => id);
      while (ids.length > 0) {
        const { items, next } = await client.reactions(conversation, ids);
        for (const { id, rev, reactions } of items) if (reactions) take(id, { rev, reactions });
        ids = next === null ? [] : ids.slice(ids.indexOf(next));
      }
    },
    () => undefined,
  );

  client.on('reactions', (frame) => {
    if (frame.conversation === conversation) take(frame.id, frame);
  });
  client.on('sent', ({ command }) => {
    if (!isReactionCommand(command) || command.conversation !== conversation) return;
    const { id, emoji } = command;
    const others = settling.filter((own) => own.id !== id || own.emoji !== emoji);
    // Its frame may have come before its answer.
    const told = states.get(id)?.reactions ?? [];
    settling = foresee(told, command) === told ? others : [...others, command];
    change();
    clearTimeout(settled);
    settled = setTimeout(() => {
      if (settling.length === 0) return;
      settling = [];
      change();
      void load(true);
    }, TOLD_WITHIN_MS);
  });
  client.on('gap', ({ key }) => {
    if (key !== keyOf(conversation)) return;
    states.clear();
    change();
  });
  // What was told while there was no connection is in no sync.
  client.on('state', ({ state }) => {
    if (state === 'live') {
      isStale = true;
      if (listening.size > 0) void load(true);
    }
    if (state === 'closed') clearTimeout(settled);
  });

  return {
    get value() {
      return look();
    },
    onChange(listener) {
      const stop = follow(
        look,
        [
          timeline.onChange,
          (lookAgain) => client.on('pending', lookAgain),
          (lookAgain) => changes.on('change', lookAgain),
        ],
        listener,
      );
      listening.add(stop);
      if (listening.size === 1 && isStale) void load(true);
      return () => {
        stop();
        listening.delete(stop);
      };
    },
  };
}
