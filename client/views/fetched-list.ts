import type { ChatClient } from '../chat-client.ts';
import { eachItem } from '../requests/each-item.ts';
import type { Page, PageOptions } from '../requests/queries.ts';
import { createView, type View } from './view.ts';

/** A list of the server's as it was last fetched, to its end. */
export interface Fetched<Item> {
  readonly items: readonly Item[];
  /** Whether it has been fetched at all. */
  readonly isLoaded: boolean;
}

export interface FetchedList<Item> extends View<Fetched<Item>> {
  /** Something has changed: fetches it again, and once more where that is said meanwhile. */
  refresh(): void;
}

/**
 * Keeps a list that the server tells whole. It is fetched with each connection, as what changed meanwhile was told
 * nobody, and whenever `refresh` is called; what fails is told to the client's `report`.
 */
export function createFetchedList<Item>(
  client: ChatClient,
  list: (page: PageOptions) => Promise<Page<Item>>,
): FetchedList<Item> {
  const view = createView<Fetched<Item>>({ items: [], isLoaded: false }, client.report);
  let isFetching = false;
  let isStale = false;

  async function fetchUntilFresh(): Promise<void> {
    while (isStale) {
      isStale = false;
      const items: Item[] = [];
      for await (const item of eachItem(list)) items.push(item);
      view.set({ items, isLoaded: true });
    }
  }

  function refresh(): void {
    isStale = true;
    if (isFetching || client.state !== 'live') return;
    isFetching = true;
    fetchUntilFresh()
      .catch((error) => {
        // Without a connection everybody knows; the next one fetches it.
        if (client.state === 'live') client.report(error);
      })
      .finally(() => {
        isFetching = false;
        // Something has changed since what failed was asked.
        if (isStale) refresh();
      });
  }

  client.on('state', ({ state }) => {
    if (state === 'live') refresh();
  });
  refresh();
  return {
    get value() {
      return view.value;
    },
    onChange: view.onChange,
    refresh,
  };
}
