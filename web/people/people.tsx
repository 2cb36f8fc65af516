import { Tabs } from '@base-ui/react/tabs';
import { type ReactElement, type ReactNode, useState } from 'react';
import { useConnection, useFriends } from '../../client/react/index.ts';
import { Popup } from '../elements/popup.tsx';
import { LoadFailure } from '../load-failure.tsx';
import { AskForm } from './ask-form.tsx';
import { PersonList, type PersonListProps } from './person-list.tsx';

/** Friends, requests both ways, and who is blocked. */
export function People({ trigger }: { readonly trigger: ReactElement<{ disabled?: boolean }> }) {
  const { friends, incoming, outgoing, blocked, isLoaded, error, retry } = useFriends();
  const { state } = useConnection();
  const [isOpen, setIsOpen] = useState(false);
  const list = (empty: string, ...sections: PersonListProps['sections']) => (
    <PersonList
      sections={sections}
      empty={error === undefined ? emptyText(empty, isLoaded, state === 'live') : ''}
      onOpen={() => setIsOpen(false)}
    />
  );
  const countOf = (users: readonly string[]) =>
    users.length > 0 && <span className="count">{users.length}</span>;
  return (
    <Popup title="People" trigger={trigger} isOpen={isOpen} onOpenChange={setIsOpen}>
      <AskForm />
      <LoadFailure error={error} onRetry={retry} />
      <Tabs.Root defaultValue={incoming.length > 0 ? 'Requests' : 'Friends'}>
        <Tabs.List className="tabs">
          <Tab name="Friends">{countOf(friends)}</Tab>
          <Tab name="Requests">{incoming.length > 0 && <span className="badge">{incoming.length}</span>}</Tab>
          <Tab name="Blocked">{countOf(blocked)}</Tab>
        </Tabs.List>
        <Tabs.Panel value="Friends" className="panel">
          {list('No friends yet: ask somebody above.', { users: friends })}
        </Tabs.Panel>
        <Tabs.Panel value="Requests" className="panel">
          {list(
            'No request waits for an answer.',
            { heading: 'They asked you', users: incoming },
            { heading: 'You asked them', users: outgoing },
          )}
        </Tabs.Panel>
        <Tabs.Panel value="Blocked" className="panel">
          {list('Nobody is blocked.', { users: blocked })}
        </Tabs.Panel>
      </Tabs.Root>
    </Popup>
  );
}

function Tab({ name, children }: { readonly name: string; readonly children: ReactNode }) {
  return (
    <Tabs.Tab value={name} className="tab">
      {name} {children}
    </Tabs.Tab>
  );
}

/** Without a connection nobody knows whether a list is still empty. */
function emptyText(empty: string, isLoaded: boolean, isLive: boolean): string {
  if (!isLive) return 'This can’t be known without a connection.';
  return isLoaded ? empty : 'Loading…';
}
