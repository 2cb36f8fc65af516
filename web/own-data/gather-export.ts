import type { ExportItem, Queries } from '../../client/index.ts';

export interface Gathering {
  /** What is there so far. */
  readonly items: readonly ExportItem[];
  /** Where the next page begins; undefined: at the beginning; null: all is there. */
  readonly next: string | null | undefined;
}

/**
 * Gathers all that is kept of oneself, a page after the other, from where it ended before.
 * @param onPage told of what is there with each page; says whether to go on
 * @throws ChatRequestError what has been told until then is good, and can be gone on with
 */
export async function gatherExport(
  client: Pick<Queries, 'export'>,
  from: Gathering,
  onPage: (now: Gathering) => boolean,
): Promise<void> {
  let now = from;
  while (now.next !== null) {
    const page = await client.export({ after: now.next });
    now = { items: [...now.items, ...page.items], next: page.next };
    if (!onPage(now)) return;
  }
}

/** What the file says. @param at when it was gathered */
export const exportText = (user: string, items: readonly ExportItem[], at: Date): string =>
  `${JSON.stringify({ user, exported_at: at.toISOString(), items }, null, 2)}\n`;
