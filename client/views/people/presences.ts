import type { PresenceItem } from '../../../protocol/frames/list-items.ts';
import type { ChatClient } from '../../chat-client.ts';
import { hasSameFields } from '../same.ts';
import { createView, getOrMake, type View } from '../view.ts';
import { createShownUsers } from './shown-users.ts';

/** Which friends are there, by name, as far as is known; oneself among them, once one is shown. Who isn't there is no friend. */
export interface Presences extends View<ReadonlyMap<string, PresenceItem>> {
  /**
   * Says that users are shown now: they are asked for, and with each connection again, as what is told meanwhile may be lost.
   * @returns says that they are shown no more
   */
  show(users: readonly string[]): () => void;
}

/** Who is there, as a client has been told: the same view each time. */
export const presences = (client: ChatClient): Presences => getOrMake(made, client, createPresences);

const made = new WeakMap<ChatClient, Presences>();

/** Who is gone for less isn't shown as gone: a page that is loaded anew must not blink. */
const GONE_AFTER_MS = 5_000;
/** An answer may lag so far behind what one has said of oneself. */
const LAG_MS = 2_000;

type Timer = ReturnType<typeof setTimeout>;

function createPresences(client: ChatClient): Presences {
  const view = createView<ReadonlyMap<string, PresenceItem>>(new Map(), client.reportError);
  /** Who is about to be shown as gone. */
  const leaving = new Map<string, { readonly item: PresenceItem; readonly timer: Timer }>();
  /** While what one has said of oneself may not have come to where answers are read. */
  let lagging: Timer | undefined;
  let owner = client.user;

  const shown = createShownUsers(client, askOnce, { isRepeated: false });

  async function askOnce(users: readonly string[]): Promise<readonly string[]> {
    const { items } = await client.presences(users);
    const found = new Map(items.map((item) => [item.user, item]));
    for (const user of users) {
      const item = found.get(user);
      // An answer holds beside a frame of the same `rev`: the server has looked again since.
      if (item === undefined) forget(user);
      else if (item.rev >= revOf(user) && !(lagging && user === client.user)) put(item);
    }
    return users;
  }

  const revOf = (user: string) => (leaving.get(user)?.item ?? view.value.get(user))?.rev ?? '';

  function stay(user: string): void {
    clearTimeout(leaving.get(user)?.timer);
    leaving.delete(user);
  }

  function put(item: PresenceItem): void {
    stay(item.user);
    const known = view.value.get(item.user);
    if (!known || !hasSameFields(known, item)) view.set(new Map(view.value).set(item.user, item));
  }

  function forget(user: string): void {
    stay(user);
    const left = new Map(view.value);
    if (left.delete(user)) view.set(left);
  }

  function forgetAll(isMeant: (user: string) => boolean): void {
    for (const user of [...view.value.keys()]) if (isMeant(user)) forget(user);
  }

  client.on('presence', ({ type: _, ...item }) => {
    const { user, state, rev } = item;
    if (rev <= revOf(user)) return;
    if (state === 'online' || user === client.user || view.value.get(user)?.state !== 'online')
      return put(item);
    stay(user);
    leaving.set(user, { item, timer: setTimeout(() => put(item), GONE_AFTER_MS) });
  });

  /** The server tells one's other devices alone. */
  client.on('sent', ({ command }) => {
    const { user } = client;
    if (command.type !== 'presence' || user === undefined) return;
    const { show } = command;
    put({ user, state: show === 'online' ? 'online' : 'offline', rev: revOf(user), show });
    clearTimeout(lagging);
    lagging = setTimeout(() => {
      lagging = undefined;
      if (shown.has(user)) shown.ask([user]);
    }, LAG_MS);
  });

  /** Of who has become a friend, or is none any more. */
  function askAgain(user: string): void {
    if (shown.has(user)) shown.ask([user]);
    else forget(user);
  }
  client.on('relation', ({ user }) => askAgain(user));
  client.on('event', (event) => {
    const isRelation = 'to' in event && event.type !== 'friend_request' && event.type !== 'invited';
    if (isRelation) askAgain(event.from === client.user ? event.to : event.from);
  });

  client.on('state', ({ state }) => {
    // What was told of others while there was no connection is lost; who is shown is asked for anew.
    if (state === 'live') forgetAll((user) => owner !== client.user || !shown.has(user));
    owner = client.user ?? owner;
    if (state !== 'closed') return;
    clearTimeout(lagging);
    for (const user of [...leaving.keys()]) stay(user);
  });

  return Object.assign(view, { show: shown.show });
}
