import { useCallback, useRef } from 'react';
import type { BanItem } from '../../client/index.ts';
import { useChatClient, useConnection } from '../../client/react/index.ts';
import { Avatar } from '../elements/avatar.tsx';
import { MorePages } from '../elements/more-pages.tsx';
import { useKeptFocus } from '../elements/use-kept-focus.ts';
import { usePages } from '../elements/use-pages.ts';
import { PersonName } from '../naming/person-name.tsx';
import { AnswerButtons } from '../people/answer-buttons.tsx';
import { serverNow } from '../text/clock.ts';
import { emptyText } from '../text/empty-text.ts';
import { untilText } from '../text/times.ts';
import { untilDoneOrWaiting } from '../until-done-or-waiting.ts';

const OF_ALL = { list: 'Banned', none: 'Nobody is banned.', end: 'Unban' };
const OF_A_GROUP = { list: 'Kept out', none: 'Nobody is kept out.', end: 'Let in again' };

/** Who is kept out of a group, or banned, each to be let in again. @param group its name; undefined: of the whole chat */
export function BanList({ group }: { readonly group: string | undefined }) {
  const client = useChatClient();
  const { state } = useConnection();
  const words = group === undefined ? OF_ALL : OF_A_GROUP;
  const pages = usePages(
    useCallback((after: string | undefined) => client.bans({ after, group_name: group }), [client, group]),
  );
  const { items, isLoaded, error, drop } = pages;
  const list = useRef<HTMLUListElement>(null);
  const focus = useKeptFocus(list, items);
  const letIn = async (item: BanItem) => {
    const options = group === undefined ? {} : { group_name: group };
    // What comes to nothing is told above the page.
    const outcome = await untilDoneOrWaiting(client, client.unban(item.user, options)).catch(() => undefined);
    if (outcome === 'done') drop(item);
  };
  return (
    <>
      {items.length === 0 && error === undefined && (
        <p className="empty">{emptyText(words.none, isLoaded, state === 'live')}</p>
      )}
      <ul ref={list} aria-label={words.list} {...focus}>
        {items.map((item) => (
          <li key={item.user} className="person">
            <Avatar name={item.user} />
            <span className="name">
              <PersonName name={item.user} />
              <span className="real-name ban">
                By <PersonName name={item.by} />,{' '}
                {item.until === undefined ? 'for good' : untilText(Date.parse(item.until), serverNow())}
                {item.reason !== undefined && (
                  <>
                    : <bdi>{item.reason}</bdi>
                  </>
                )}
              </span>
            </span>
            <AnswerButtons
              name={item.user}
              actions={[{ label: words.end, answer: words.end, run: () => letIn(item) }]}
            />
          </li>
        ))}
      </ul>
      <MorePages of={pages} />
    </>
  );
}
