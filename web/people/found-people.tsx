import { Avatar } from '../elements/avatar.tsx';
import { useFoundPeople } from './use-found-people.ts';

export interface FoundPeopleProps {
  /** What has been typed so far. */
  readonly typed: string;
  /** One of them is meant. */
  readonly onChoose: (name: string) => void;
}

/** Who is called so, to be chosen; nothing where nobody is, or one may not search. */
export function FoundPeople({ typed, onChoose }: FoundPeopleProps) {
  const people = useFoundPeople(typed);
  if (people.length === 0 || people.some(({ user }) => user === typed.trim())) return null;
  return (
    <ul className="found-people" aria-label="People who are called so">
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
