import type { ProfileItem } from '../../protocol/frames-v2.ts';
import { ASKED_MAX, NAME_PATTERN } from '../../protocol/limits.ts';
import type { ChatClient } from '../chat-client.ts';
import type { ProfileCommand } from '../requests/pending-command.ts';
import { loadWhenLive } from './load-when-live.ts';
import { createView, getOrMake, type View } from './view.ts';

/** How users want to be shown, by name, as far as it has been fetched: who isn't there has said nothing, or never signed in. */
export interface UserProfiles extends View<ReadonlyMap<string, ProfileItem>> {
  /**
   * Says that users are shown now: their profiles are fetched, with each connection again, and every few minutes. Nobody is told when
   * one changes.
   * @returns says that they are shown no more; what is known of them stays
   */
  show(users: readonly string[]): () => void;
}

/** The profiles that a client has fetched: the same view each time. */
export const userProfiles = (client: ChatClient): UserProfiles => getOrMake(made, client, createUserProfiles);

const made = new WeakMap<ChatClient, UserProfiles>();

/** What was asked longer ago is asked for again while it is shown. */
const FRESH_MS = 180_000;
/** An answer may lag so far behind a change that was acknowledged. */
const LAG_MS = 2_000;
/** Of users who aren't shown the profiles of so many are kept. */
const KEPT_MOST = 1_000;

function createUserProfiles(client: ChatClient): UserProfiles {
  const view = createView<ReadonlyMap<string, ProfileItem>>(new Map(), client.report);
  /** How often each is shown. */
  const shown = new Map<string, number>();
  /** When each was asked for, epoch milliseconds. */
  const askedAt = new Map<string, number>();
  /** Who is to be asked for. */
  const due = new Set<string>();
  let refreshing: ReturnType<typeof setInterval> | undefined;
  /** While one's own change may not have come to where answers are read. */
  let lagging: ReturnType<typeof setTimeout> | undefined;

  const load = loadWhenLive(
    client,
    async () => {
      while (due.size > 0) await askOnce([...due].slice(0, ASKED_MAX));
    },
    () => undefined,
  );

  async function askOnce(users: readonly string[]): Promise<void> {
    const known = users.flatMap((user) => {
      const rev = view.value.get(user)?.rev;
      return rev === undefined ? [] : [[user, rev]];
    });
    const { items, next } = await client.profiles(users, { known: Object.fromEntries(known) });
    const end = next === null ? -1 : users.indexOf(next);
    for (const user of end > 0 ? users.slice(0, end) : users) {
      due.delete(user);
      askedAt.set(user, Date.now());
    }
    take(items);
  }

  function take(items: readonly ProfileItem[]): void {
    const profiles = new Map(view.value);
    for (const item of items) {
      const { rev } = profiles.get(item.user) ?? {};
      const isOwnChange = lagging !== undefined && item.user === client.user;
      // One with the same `rev` comes without what is in it; an older one from where the newer hasn't come to yet.
      if (!isOwnChange && (rev === undefined || item.rev > rev)) profiles.set(item.user, item);
    }
    for (const user of [...profiles.keys()].slice(0, Math.max(0, profiles.size - KEPT_MOST))) {
      if (!shown.has(user)) profiles.delete(user);
    }
    view.set(profiles);
  }

  function ask(users: Iterable<string>): void {
    // One that can't be a name would have the whole question refused, again and again.
    for (const user of users) if (NAME_PATTERN.test(user)) due.add(user);
    // All that is put on a page at once is asked for at once.
    queueMicrotask(() => due.size > 0 && void load(true));
  }

  const isStale = (user: string) => Date.now() - (askedAt.get(user) ?? 0) >= FRESH_MS;

  function watch(isShowing: boolean): void {
    if (isShowing) refreshing ??= setInterval(() => ask([...shown.keys()].filter(isStale)), FRESH_MS);
    else {
      clearInterval(refreshing);
      refreshing = undefined;
    }
  }

  /** What was acknowledged is shown at once, as what is fetched may lag behind it. */
  function showOwn({ type, ...change }: ProfileCommand): void {
    const { user } = client;
    if (user === undefined) return;
    const changed = Object.entries({ rev: '', ...view.value.get(user), ...change, user });
    const own = Object.fromEntries(changed.filter(([, value]) => value !== null)) as unknown as ProfileItem;
    view.set(new Map(view.value).set(user, own));
    clearTimeout(lagging);
    lagging = setTimeout(() => {
      lagging = undefined;
      ask([user]);
    }, LAG_MS);
  }

  client.on('sent', ({ command }) => {
    if (command.type === 'profile') showOwn(command);
  });
  client.on('state', ({ state }) => {
    if (state === 'live') ask(shown.keys());
    if (state !== 'closed') return;
    watch(false);
    clearTimeout(lagging);
  });

  return Object.assign(view, {
    show(users: readonly string[]) {
      for (const user of users) shown.set(user, (shown.get(user) ?? 0) + 1);
      watch(shown.size > 0);
      ask(users.filter(isStale));
      return () => {
        for (const user of users) {
          const left = (shown.get(user) ?? 1) - 1;
          if (left > 0) shown.set(user, left);
          else shown.delete(user);
        }
        watch(shown.size > 0);
      };
    },
  });
}
