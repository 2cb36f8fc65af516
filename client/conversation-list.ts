import { groupIn } from './conversation.ts';
import {
  applyFetched,
  type ConversationSummary,
  countEvent,
  isUncertain,
  movePeerReadMark,
  moveReadMark,
  summarize,
  type Tally,
} from './conversation-summary.ts';
import { createEmitter } from './emitter.ts';
import type { Events } from './events.ts';
import type { Page, PageOptions } from './questions.ts';

/** The user's conversations as they are to be shown, kept up to date by what comes. */
export interface ConversationList {
  /** The one with the newest event first; another array after each change, and empty until it is loaded. */
  readonly items: readonly ConversationSummary[];
  /** Unread messages in all of them; each conversation counts up to 100. */
  readonly unread: number;
  /** Whether all of them have been fetched from the server. */
  readonly isLoaded: boolean;
  /** @returns stops listening */
  onChange(listener: () => void): () => void;
}

export interface ConversationListPorts {
  conversations(page: PageOptions): Promise<Page<ConversationSummary>>;
  user(): string | undefined;
  isLive(): boolean;
  report(error: unknown): void;
}

/** The list, and what keeps it so. */
export interface LiveConversationList {
  /** Loads it when it is first asked for. */
  open(): ConversationList;
  /** Handles what the client emits to its listeners. */
  handle<Name extends keyof Events>(name: Name, event: Events[Name]): void;
  onLive(): void;
  /** Events are missing, or it is another user's: it begins anew. */
  reset(): void;
}

export function createConversationList(ports: ConversationListPorts): LiveConversationList {
  const changes = createEmitter<{ change: undefined }>(ports.report);
  let tallies = new Map<string, Tally>();
  /** What `items` gives until something changes. */
  let shown: readonly ConversationSummary[] | undefined;
  let isOpen = false;
  let isLoaded = false;
  let loading: Promise<void> | undefined;
  let resets = 0;

  function changed(): void {
    shown = undefined;
    changes.emit('change', undefined);
  }

  function items(): readonly ConversationSummary[] {
    shown ??= isLoaded ? sortNewestFirst([...tallies.values()].map(summarize)) : [];
    return shown;
  }

  function put(tally: Tally): void {
    tallies.set(tally.conversation, tally);
    if (isUncertain(tally)) load();
  }

  async function loadPages(): Promise<void> {
    const startedAt = resets;
    let after: string | null = '';
    do {
      const { items, next }: Page<ConversationSummary> = await ports.conversations({
        limit: 100,
        ...(after !== '' && { after }),
      });
      if (resets !== startedAt) return loadPages();
      for (const item of items)
        tallies.set(item.conversation, applyFetched(tallies.get(item.conversation), item));
      after = next;
    } while (after !== null);
    isLoaded = true;
    changed();
  }

  function load(): void {
    if (!isOpen || loading || !ports.isLive()) return;
    loading = loadPages()
      // Fetched again when the client is live again.
      .catch(ports.report)
      .finally(() => {
        loading = undefined;
      });
  }

  const handlers: { readonly [Name in keyof Events]?: (event: Events[Name]) => void } = {
    event(event) {
      if (event.type === 'left' && event.user === ports.user()) tallies.delete(event.conversation);
      else put(countEvent(tallies.get(event.conversation), event, ports.user()));
      changed();
    },
    read({ conversation, user, upto }) {
      const tally = tallies.get(conversation);
      if (!tally) return;
      put(user === ports.user() ? moveReadMark(tally, upto) : movePeerReadMark(tally, upto));
      changed();
    },
    groups(names) {
      const gone = [...tallies.keys()].filter((key) => {
        const group = groupIn(key);
        return group !== undefined && !names.includes(group);
      });
      for (const key of gone) tallies.delete(key);
      if (gone.length > 0) changed();
    },
    gap: reset,
  };

  function reset(): void {
    resets++;
    tallies = new Map();
    isLoaded = false;
    changed();
    load();
  }

  return {
    open() {
      isOpen = true;
      if (!isLoaded) load();
      return {
        get items() {
          return items();
        },
        get unread() {
          return items().reduce((sum, { unread }) => sum + unread, 0);
        },
        get isLoaded() {
          return isLoaded;
        },
        onChange: (listener) => changes.on('change', () => listener()),
      };
    },
    handle(name, event) {
      if (!isOpen) return;
      handlers[name]?.(event as never);
    },
    onLive() {
      if (!isLoaded) load();
    },
    reset,
  };
}

const sortNewestFirst = (items: readonly ConversationSummary[]) =>
  [...items].sort((one, other) => ((one.last?.id ?? '') > (other.last?.id ?? '') ? -1 : 1));
