import { Virtualizer } from 'virtua';
import { useConnection, useProfile } from '../../client/react/index.ts';
import { addressOf } from '../chat/use-route.ts';
import { Avatar } from '../elements/avatar.tsx';
import { PresenceDot } from '../elements/presence-dot.tsx';
import type { Action } from '../menus/action.ts';
import { ActionsMenu } from '../menus/actions-menu.tsx';
import { PersonName } from '../naming/person-name.tsx';
import { AnswerButtons } from './answer-buttons.tsx';
import { usePersonActions } from './use-person-actions.ts';

export interface PersonListProps {
  readonly sections: readonly { readonly heading?: string; readonly users: readonly string[] }[];
  /** Said where there is nobody. */
  readonly empty: string;
  /** A conversation with one of them is opened. */
  readonly onOpen: () => void;
  /** What somebody is here, beside their name; '' is nothing. */
  readonly markOf?: (user: string) => string;
  /** What may be done about somebody here, before what may be anywhere. */
  readonly actionsFor?: (user: string) => readonly Action[];
}

/** People by name, each with what may be done about them. */
export function PersonList({ sections, empty, onOpen, markOf, actionsFor }: PersonListProps) {
  const filled = sections.filter(({ users }) => users.length > 0);
  if (filled.length === 0) return <p className="empty">{empty}</p>;
  return (
    <Virtualizer>
      {filled.flatMap(({ heading, users }) => [
        heading === undefined ? null : <h3 key={heading}>{heading}</h3>,
        ...users.map((user) => (
          <Person
            key={`${heading} ${user}`}
            name={user}
            mark={markOf?.(user) ?? ''}
            actionsHere={actionsFor?.(user) ?? []}
            onOpen={onOpen}
          />
        )),
      ])}
    </Virtualizer>
  );
}

interface PersonProps {
  readonly name: string;
  readonly mark: string;
  readonly actionsHere: readonly Action[];
  readonly onOpen: () => void;
}

function Person({ name, mark, actionsHere, onOpen }: PersonProps) {
  const { user } = useConnection();
  const isCalledOtherwise = useProfile(name)?.display_name !== undefined;
  const actions = usePersonActions(name);
  const isOneself = name === user;
  const offered = [
    ...actionsHere,
    ...(isOneself ? [] : actions.filter(({ answer }) => answer === undefined)),
  ];
  return (
    <div className="person">
      <Avatar name={name} />
      <a className="name" href={addressOf(`whisper:${name}`)} onClick={onOpen}>
        <PersonName name={name} />
        {isCalledOtherwise && <span className="real-name"> {name}</span>}
        {isOneself && ' (you)'}
        <PresenceDot name={name} />
      </a>
      <div className="beside">
        {mark !== '' && <span className="mark">{mark}</span>}
        {!isOneself && <AnswerButtons name={name} actions={actions} />}
        {offered.length > 0 && <ActionsMenu label={`Actions for ${name}`} actions={offered} />}
      </div>
    </div>
  );
}
