import { Virtualizer } from 'virtua';
import { useConnection } from '../../client/react/index.ts';
import { ActionsMenu } from '../chat/actions-menu.tsx';
import { Avatar } from '../chat/avatar.tsx';
import { addressOf } from '../chat/use-route.ts';
import { usePersonActions } from './use-person-actions.ts';

export interface PersonListProps {
  readonly users: readonly string[];
  readonly empty: string;
  /** A conversation with one of them is opened. */
  readonly onOpen: () => void;
}

/** People by name, each with what may be done about them. */
export function PersonList({ users, empty, onOpen }: PersonListProps) {
  if (users.length === 0) return <p className="empty">{empty}</p>;
  return (
    <Virtualizer data={users}>{(user) => <Person key={user} name={user} onOpen={onOpen} />}</Virtualizer>
  );
}

function Person({ name, onOpen }: { readonly name: string; readonly onOpen: () => void }) {
  const { user } = useConnection();
  const actions = usePersonActions(name);
  return (
    <div className="person">
      <Avatar name={name} />
      <a className="name" href={addressOf(`whisper:${name}`)} onClick={onOpen}>
        {name}
        {name === user && ' (you)'}
      </a>
      {name !== user && <ActionsMenu label={`Actions for ${name}`} actions={actions} />}
    </div>
  );
}
