import type { ChatClient } from '../../chat-client.ts';
import { groupIn } from '../../wire/conversation.ts';
import { loadWhenLive } from '../load-when-live.ts';
import { createView, getOrMake, type View } from '../view.ts';

/** Who is in a group, as far as it has been loaded. */
export interface Members {
  /** By name, as the server orders them. */
  readonly users: readonly string[];
  readonly isLoaded: boolean;
  /** Whether the server has more of them. */
  readonly hasMore: boolean;
  /** Why no more could be loaded the last time; undefined while they are being loaded. */
  readonly error: unknown;
}

export interface GroupMembers extends View<Members> {
  /**
   * Loads the first page, or the next; without a connection, when there is one. Never rejects: `error` says what went wrong,
   * and the client's `report` is told. It is tried again with the next connection, or when this is called.
   */
  more(): Promise<void>;
}

const NONE: Members = { users: [], isLoaded: false, hasMore: true, error: undefined };

/** The members of a group that the user is in: the same view each time, kept up to date by who joins and leaves. */
export function groupMembers(client: ChatClient, group: string): GroupMembers {
  const groups = getOrMake(made, client, () => new Map<string, GroupMembers>());
  return getOrMake(groups, group, () => createGroupMembers(client, group));
}

const made = new WeakMap<ChatClient, Map<string, GroupMembers>>();

function createGroupMembers(client: ChatClient, group: string): GroupMembers {
  const view = createView(NONE, client.reportError);
  /** Where the next page begins; undefined before the first. */
  let after: string | undefined;
  /** Counts how often it began anew. */
  let resets = 0;
  let isReadable = true;

  async function loadPage(): Promise<void> {
    const startedAt = resets;
    const { items, next } = await client.members(group, { after });
    if (startedAt !== resets) return isReadable ? loadPage() : undefined;
    after = next ?? undefined;
    const users = [...view.value.users, ...items.map(({ user }) => user)];
    view.set({ users: sorted(users), isLoaded: true, hasMore: next !== null, error: undefined });
  }

  const load = loadWhenLive(client, loadPage, (error) => view.set({ ...view.value, error }));
  const more = () => (view.value.hasMore ? load() : Promise.resolve());

  function reset(isReadableNow: boolean): void {
    resets++;
    after = undefined;
    isReadable = isReadableNow;
    const { isLoaded } = view.value;
    view.set(NONE);
    if (isLoaded && isReadable) void load();
  }

  client.on('event', (event) => {
    if (groupIn(event.conversation) !== group || (event.type !== 'joined' && event.type !== 'left')) return;
    // One's own membership decides what one may see.
    if (event.user === client.user) return reset(event.type === 'joined');
    const { users } = view.value;
    const others = users.filter((user) => user !== event.user);
    // Who comes behind what is loaded will be on a page that is still to come.
    const isWithin = !view.value.hasMore || event.user < (users.at(-1) ?? '');
    const now = event.type === 'joined' && isWithin ? sorted([...others, event.user]) : others;
    if (view.value.isLoaded) view.set({ ...view.value, users: now });
  });
  client.on('gap', ({ key }) => {
    if (groupIn(key) === group) reset(true);
  });
  return Object.assign(view, { more });
}

const sorted = (users: readonly string[]) => [...new Set(users)].sort();
