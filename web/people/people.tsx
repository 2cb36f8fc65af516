import { Tabs } from '@base-ui/react/tabs';
import { type ReactElement, useState } from 'react';
import { useChatClient, useFriends } from '../../client/react/index.ts';
import { LoadFailure } from '../load-failure.tsx';
import { untilDoneOrWaiting } from '../until-done-or-waiting.ts';
import { NameForm } from './name-form.tsx';
import { PersonList } from './person-list.tsx';
import { Popup } from './popup.tsx';

/** Friends, requests both ways, and who is blocked. */
export function People({ trigger }: { readonly trigger: ReactElement<{ disabled?: boolean }> }) {
  const client = useChatClient();
  const { friends, incoming, outgoing, blocked, isLoaded, error, retry } = useFriends();
  const [isOpen, setIsOpen] = useState(false);
  const close = () => setIsOpen(false);
  const tabs = [
    { name: 'Friends', users: friends, empty: 'No friends yet: ask somebody above.' },
    { name: 'Requests', users: [...incoming, ...outgoing], empty: 'Nobody waits for an answer.' },
    { name: 'Blocked', users: blocked, empty: 'Nobody is blocked.' },
  ];
  return (
    <Popup title="People" trigger={trigger} isOpen={isOpen} onOpenChange={setIsOpen}>
      <NameForm
        label="Ask somebody to be friends"
        button="Ask"
        onName={(name, options) => untilDoneOrWaiting(client, client.add(name, options))}
      />
      <LoadFailure error={error} onRetry={retry} />
      <Tabs.Root defaultValue="Friends">
        <Tabs.List className="tabs">
          {tabs.map(({ name, users }) => (
            <Tabs.Tab key={name} value={name} className="tab">
              {name} {users.length > 0 && <span className="badge">{users.length}</span>}
            </Tabs.Tab>
          ))}
        </Tabs.List>
        {tabs.map(({ name, users, empty }) => (
          <Tabs.Panel key={name} value={name} className="panel">
            <PersonList
              users={users}
              empty={isLoaded ? empty : error === undefined ? 'Loading…' : ''}
              onOpen={close}
            />
          </Tabs.Panel>
        ))}
      </Tabs.Root>
    </Popup>
  );
}
