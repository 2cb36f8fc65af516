import { useCallback } from 'react';
import { useChatClient, useConnection } from '../../client/react/index.ts';
import { MorePages } from '../elements/more-pages.tsx';
import { usePages } from '../elements/use-pages.ts';
import { SentenceLine } from '../naming/sentence-line.tsx';
import { serverNow } from '../text/clock.ts';
import { emptyText } from '../text/empty-text.ts';
import { auditSentence } from '../text/sentences/audit-sentence.ts';
import { WhenAndWhy } from './when-and-why.tsx';

/** What was done to keep order, the newest first. @param group its name; undefined: in the lobby and everywhere */
export function AuditList({ group }: { readonly group: string | undefined }) {
  const client = useChatClient();
  const { user, state } = useConnection();
  const pages = usePages(
    useCallback((after: string | undefined) => client.audit({ after, group_name: group }), [client, group]),
  );
  const { items, isLoaded, error } = pages;
  return (
    <>
      {items.length === 0 && error === undefined && (
        <p className="empty">{emptyText('Nothing was done yet.', isLoaded, state === 'live')}</p>
      )}
      <ul className="acts">
        {items.map((item) => (
          <li key={item.id}>
            <p>
              <SentenceLine of={auditSentence(item, user, serverNow())} />
            </p>
            <WhenAndWhy ts={item.ts} reason={item.reason} />
          </li>
        ))}
      </ul>
      <MorePages of={pages} />
    </>
  );
}
