import type { ChatClient } from '../chat-client.ts';
import { eachItem } from '../requests/each-item.ts';
import type { Page, PageOptions } from '../requests/queries.ts';
import { loadWhenLive } from './load-when-live.ts';
import { createView, type View } from './view.ts';

/** A list of the server's as it was last fetched, to its end. */
export interface Fetched<Item> {
  readonly items: readonly Item[];
  /** Whether it has been fetched at all. */
  readonly isLoaded: boolean;
  /** Why it could not be fetched the last time; undefined while it is being fetched, and when it has been. */
  readonly error: unknown;
}

export interface FetchedList<Item> extends View<Fetched<Item>> {
  /** Something has changed, or it failed: fetches it again, and once more where that is said meanwhile. */
  refresh(): void;
}

/**
 * Keeps a list that the server tells whole. It is fetched with each connection, as what changed meanwhile was told
 * nobody, and whenever `refresh` is called; what fails is its `error`, and told to the client's `report`.
 */
export function createFetchedList<Item>(
  client: ChatClient,
  list: (page: PageOptions) => Promise<Page<Item>>,
): FetchedList<Item> {
  const view = createView<Fetched<Item>>(
    { items: [], isLoaded: false, error: undefined },
    client.reportError,
  );
  const load = loadWhenLive(
    client,
    async () => {
      const items: Item[] = [];
      for await (const item of eachItem(list)) items.push(item);
      view.set({ items, isLoaded: true, error: undefined });
    },
    (error) => view.set({ ...view.value, error }),
    true,
  );
  const refresh = () => void load(true);
  refresh();
  return Object.assign(view, { refresh });
}
