import type { KeyboardEvent, RefObject } from 'react';
import { Avatar } from '../elements/avatar.tsx';
import type { FoundPerson } from './search-people.ts';

export interface FoundPeopleProps {
  readonly people: readonly FoundPerson[];
  /** The field above, to which the arrow up leads back. */
  readonly field: RefObject<HTMLInputElement | null>;
  readonly ref: RefObject<HTMLUListElement | null>;
  /** One of them is meant. */
  readonly onChoose: (name: string) => void;
}

/** Who is called so, to be chosen; the arrows up and down lead from one to the next. Nothing where nobody is. */
export function FoundPeople({ people, field, ref, onChoose }: FoundPeopleProps) {
  if (people.length === 0) return null;
  const step = (event: KeyboardEvent<HTMLUListElement>) => {
    if (event.key !== 'ArrowUp' && event.key !== 'ArrowDown') return;
    event.preventDefault();
    const buttons = [...event.currentTarget.querySelectorAll('button')];
    const at = buttons.findIndex((button) => button.matches(':focus'));
    const next = event.key === 'ArrowDown' ? buttons[at + 1] : (buttons[at - 1] ?? field.current);
    next?.focus();
  };
  return (
    <ul ref={ref} className="found-people" aria-label="People who are called so" onKeyDown={step}>
      {people.map(({ user, display_name }) => (
        <li key={user}>
          <button type="button" onClick={() => onChoose(user)}>
            <Avatar name={user} />
            <bdi>{display_name ?? user}</bdi>
            {display_name !== undefined && <span className="real-name">{user}</span>}
          </button>
        </li>
      ))}
    </ul>
  );
}
