import type { ProfileItem } from '../../../protocol/frames/list-items.ts';
import type { ChatClient } from '../../chat-client.ts';
import type { ProfileCommand } from '../../requests/pending-command.ts';
import { createView, getOrMake, type View } from '../view.ts';
import { createShownUsers } from './shown-users.ts';

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

/** An answer may lag so far behind a change that was acknowledged. */
const LAG_MS = 2_000;
/** Of users who aren't shown the profiles of so many are kept. */
const KEPT_MOST = 1_000;

function createUserProfiles(client: ChatClient): UserProfiles {
  const view = createView<ReadonlyMap<string, ProfileItem>>(new Map(), client.reportError);
  /** While one's own change may not have come to where answers are read. */
  let lagging: ReturnType<typeof setTimeout> | undefined;

  const shown = createShownUsers(client, askOnce, { isRepeated: true });

  async function askOnce(users: readonly string[]): Promise<readonly string[]> {
    const known = users.flatMap((user) => {
      const rev = view.value.get(user)?.rev;
      return rev === undefined ? [] : [[user, rev]];
    });
    const { items, next } = await client.profiles(users, { known: Object.fromEntries(known) });
    take(items);
    const end = next === null ? -1 : users.indexOf(next);
    return end > 0 ? users.slice(0, end) : users;
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
      shown.ask([user]);
    }, LAG_MS);
  }

  client.on('sent', ({ command }) => {
    if (command.type === 'profile') showOwn(command);
  });
  client.on('state', ({ state }) => {
    if (state === 'closed') clearTimeout(lagging);
  });

  return Object.assign(view, { show: shown.show });
}
