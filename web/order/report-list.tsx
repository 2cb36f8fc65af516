import { useCallback, useRef } from 'react';
import type { ReportItem } from '../../client/index.ts';
import { useChatClient, useConnection } from '../../client/react/index.ts';
import { MorePages } from '../elements/more-pages.tsx';
import { useKeptFocus } from '../elements/use-kept-focus.ts';
import { usePages } from '../elements/use-pages.ts';
import { emptyText } from '../text/empty-text.ts';
import { untilDoneOrWaiting } from '../until-done-or-waiting.ts';
import { ReportEntry } from './report-entry.tsx';

/** What was reported and nobody has resolved yet, the newest first. @param group its name; undefined: everywhere */
export function ReportList({ group }: { readonly group: string | undefined }) {
  const client = useChatClient();
  const { user, state } = useConnection();
  const pages = usePages(
    useCallback(
      async (after: string | undefined) => {
        const { items, next } = await client.reports({ after, group_name: group });
        return { items: items.filter(({ resolved }) => resolved === undefined), next };
      },
      [client, group],
    ),
  );
  const { items, isLoaded, hasMore, error, drop } = pages;
  const list = useRef<HTMLUListElement>(null);
  const focus = useKeptFocus(list, items);
  const resolve = async (item: ReportItem, reason: string | undefined) => {
    // What comes to nothing is told above the page.
    const outcome = await untilDoneOrWaiting(client, client.resolveReport(item.report, { reason })).catch(
      () => undefined,
    );
    if (outcome === 'done') drop(item);
  };
  return (
    <>
      {items.length === 0 && error === undefined && !(isLoaded && hasMore) && (
        <p className="empty">{emptyText('Nothing waits to be looked at.', isLoaded, state === 'live')}</p>
      )}
      <ul ref={list} aria-label="Reports" className="acts" {...focus}>
        {items.map((item) => (
          <ReportEntry
            key={item.report}
            report={item}
            user={user}
            onResolve={(reason) => resolve(item, reason)}
          />
        ))}
      </ul>
      <MorePages of={pages} />
    </>
  );
}
