import type { ChatClient, LoggedFrame } from '../client/index.ts';

/** What came before, conversation by conversation, further back at each call. */
export interface History {
  /**
   * @param count of events wanted
   * @returns those that weren't shown before, oldest first, and whether there is nothing older
   * @throws ChatRequestError
   */
  older(
    conversation: string,
    count: number,
  ): Promise<{ readonly events: readonly LoggedFrame[]; readonly isComplete: boolean }>;
  /** An event is on the screen, and isn't shown again. */
  shown(event: LoggedFrame): void;
}

const PAGE_MAX = 100;
/** Of events on the screen; what is older than so many has scrolled away. */
const SHOWN_KEPT = 1_000;

export function createHistory(client: Pick<ChatClient, 'history' | 'on'>): History {
  /** Of each conversation, where the next page ends; null when there is none. */
  const places = new Map<string, string | null>();
  const shownIds = new Set<string>();

  // What is missing after a long time away is behind where the pages had come to.
  client.on('gap', () => places.clear());

  function shown({ id }: LoggedFrame): void {
    shownIds.add(id);
    const [oldest] = shownIds;
    if (shownIds.size > SHOWN_KEPT && oldest !== undefined) shownIds.delete(oldest);
  }

  async function readOlder(conversation: string, count: number) {
    const events: LoggedFrame[] = [];
    let before = places.get(conversation);
    while (before !== null && events.length < count) {
      const limit = Math.min(PAGE_MAX, count - events.length);
      const page = await client.history(conversation, { before, limit });
      events.push(...page.events.filter(({ id }) => !shownIds.has(id)));
      before = page.before;
      places.set(conversation, before);
    }
    events.forEach(shown);
    return { events: events.reverse(), isComplete: before === null };
  }

  /** The last reading that was asked for: another at the same time would begin at the same place. */
  let last: Promise<unknown> = Promise.resolve();

  return {
    shown,
    older(conversation, count) {
      const reading = last.then(() => readOlder(conversation, count));
      last = reading.catch(() => undefined);
      return reading;
    },
  };
}
