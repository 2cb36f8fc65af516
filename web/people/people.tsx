import { Tabs } from '@base-ui/react/tabs';
import { type ReactElement, type ReactNode, useState } from 'react';
import { useConnection, useFriends, useInvitations } from '../../client/react/index.ts';
import { Popup } from '../elements/popup.tsx';
import { LoadFailure } from '../load-failure.tsx';
import { emptyText } from '../text/empty-text.ts';
import { AskForm } from './ask-form.tsx';
import { InvitationList } from './invitation-list.tsx';
import { PersonList, type PersonListProps } from './person-list.tsx';

/** Friends, requests both ways, what groups one is invited to, and who is blocked. */
export function People({ trigger }: { readonly trigger: ReactElement<{ disabled?: boolean }> }) {
  const { friends, incoming, outgoing, blocked, isLoaded, error, retry } = useFriends();
  const invitations = useInvitations();
  const { state } = useConnection();
  const [isOpen, setIsOpen] = useState(false);
  const close = () => setIsOpen(false);
  const list = (empty: string, ...sections: PersonListProps['sections']) => (
    <PersonList
      sections={sections}
      empty={error === undefined && empty !== '' ? emptyText(empty, isLoaded, state === 'live') : ''}
      onOpen={close}
    />
  );
  const asking = incoming.length + invitations.items.length;
  const countOf = (users: readonly string[]) =>
    users.length > 0 && <span className="count">{users.length}</span>;
  return (
    <Popup title="People" trigger={trigger} isOpen={isOpen} onOpenChange={setIsOpen}>
      <AskForm />
      <LoadFailure error={error} onRetry={retry} />
      <LoadFailure error={invitations.error} onRetry={invitations.retry} />
      <Tabs.Root defaultValue={asking > 0 ? 'Requests' : 'Friends'}>
        <Tabs.List className="tabs">
          <Tab name="Friends">{countOf(friends)}</Tab>
          <Tab name="Requests">{asking > 0 && <span className="badge">{asking}</span>}</Tab>
          <Tab name="Blocked">{countOf(blocked)}</Tab>
        </Tabs.List>
        <Tabs.Panel value="Friends" className="panel">
          {list('No friends yet: ask somebody above.', { users: friends })}
        </Tabs.Panel>
        <Tabs.Panel value="Requests" className="panel">
          <InvitationList invitations={invitations.items} onOpen={close} />
          {list(
            invitations.items.length === 0 ? 'No request waits for an answer.' : '',
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
