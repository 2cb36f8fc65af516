import { useCallback, useRef } from 'react';
import type { ReportItem } from '../../client/index.ts';
import { useChatClient, useConnection } from '../../client/react/index.ts';
import { MorePages } from '../elements/more-pages.tsx';
import { useKeptFocus } from '../elements/use-kept-focus.ts';
import { usePages } from '../elements/use-pages.ts';
import { SentenceLine } from '../naming/sentence-line.tsx';
import { AnswerButtons } from '../people/answer-buttons.tsx';
import { emptyText } from '../text/empty-text.ts';
import { reportSentence } from '../text/report-sentence.ts';
import { untilDoneOrWaiting } from '../until-done-or-waiting.ts';
import { WhenAndWhy } from './when-and-why.tsx';

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
  const resolve = async (item: ReportItem) => {
    // What comes to nothing is told above the page.
    const outcome = await untilDoneOrWaiting(client, client.resolveReport(item.report)).catch(
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
          <li key={item.report}>
            <p>
              <SentenceLine of={reportSentence(item, user)} />
            </p>
            <blockquote className="reported">
              <bdi>{item.message.content}</bdi>
            </blockquote>
            <WhenAndWhy ts={item.since} reason={item.reason} />
            <AnswerButtons
              name={`what ${item.by} reported`}
              actions={[{ label: 'Resolve', answer: 'Resolve', run: () => resolve(item) }]}
            />
          </li>
        ))}
      </ul>
      <MorePages of={pages} />
    </>
  );
}
