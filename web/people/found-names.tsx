import type { KeyboardEvent, RefObject } from 'react';
import { ConversationIcon } from '../elements/conversation-icon.tsx';
import type { FoundName, Searched } from './search-names.ts';

export interface FoundNamesProps {
  readonly of: Searched;
  readonly names: readonly FoundName[];
  /** The field above, to which the arrow up leads back. */
  readonly field: RefObject<HTMLInputElement | null>;
  readonly ref: RefObject<HTMLUListElement | null>;
  /** One of them is meant. */
  readonly onChoose: (name: string) => void;
}

/** Who or what is called so, to be chosen; the arrows up and down lead from one to the next. Nothing where there is none. */
export function FoundNames({ of, names, field, ref, onChoose }: FoundNamesProps) {
  if (names.length === 0) return null;
  const step = (event: KeyboardEvent<HTMLUListElement>) => {
    if (event.key !== 'ArrowUp' && event.key !== 'ArrowDown') return;
    event.preventDefault();
    const buttons = [...event.currentTarget.querySelectorAll('button')];
    const at = buttons.findIndex((button) => button.matches(':focus'));
    const next = event.key === 'ArrowDown' ? buttons[at + 1] : (buttons[at - 1] ?? field.current);
    next?.focus();
  };
  return (
    <ul
      ref={ref}
      className="found-names"
      aria-label={of === 'users' ? 'People who are called so' : 'Groups that are called so'}
      onKeyDown={step}
    >
      {names.map(({ name, called }) => (
        <li key={name}>
          <button type="button" onClick={() => onChoose(name)}>
            <ConversationIcon conversation={`${of === 'users' ? 'whisper' : 'group'}:${name}`} />
            <bdi>{called ?? name}</bdi>
            {called !== undefined && <span className="real-name">{name}</span>}
          </button>
        </li>
      ))}
    </ul>
  );
}
