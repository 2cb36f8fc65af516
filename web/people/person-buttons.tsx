import { useRef } from 'react';
import { useFriends } from '../../client/react/index.ts';
import { addressOf } from '../chat/use-route.ts';
import { offerOf } from '../menus/action.ts';
import { useAsking } from '../menus/use-asking.tsx';
import { usePersonActions } from './use-person-actions.ts';

export interface PersonButtonsProps {
  /** Of somebody else. */
  readonly name: string;
  /** A whisper with them is opened. */
  readonly onWhisper: () => void;
}

/** What may be done about somebody, as buttons, and that they are a friend. */
export function PersonButtons({ name, onWhisper }: PersonButtonsProps) {
  const asker = useRef<HTMLButtonElement>(null);
  const actions = usePersonActions(name);
  const isFriend = useFriends().friends.includes(name);
  const { choose, question } = useAsking(asker);
  return (
    <>
      {isFriend && <p className="note">You are friends.</p>}
      <div className="answers">
        <a
          className="button primary"
          data-focus-first
          href={addressOf(`whisper:${name}`)}
          onClick={onWhisper}
        >
          Whisper
        </a>
        {actions.map((action) => (
          <button
            key={action.label}
            type="button"
            className={action.isDangerous ? 'button dangerous' : 'button'}
            onClick={({ currentTarget }) => {
              asker.current = currentTarget;
              choose(action);
            }}
          >
            {offerOf(action)}
          </button>
        ))}
      </div>
      {question}
    </>
  );
}
