import { type FormEvent, useId, useRef, useState } from 'react';
import { NameField } from '../elements/name-field.tsx';
import { nameFault } from '../text/name-fault.ts';
import type { Sanction } from './sanction.ts';
import { useSanction } from './use-sanction.tsx';

export interface ActByNameProps {
  /** The group's name; undefined: the lobby, and all of the chat. */
  readonly group: string | undefined;
  /** Somebody is muted or kept out. */
  readonly onDone: () => void;
}

/** Mutes somebody or keeps them out by their name alone, as in a group in which an admin isn't. */
export function ActByName({ group, onDone }: ActByNameProps) {
  const id = useId();
  const field = useRef<HTMLInputElement>(null);
  const [name, setName] = useState('');
  const [fault, setFault] = useState('');
  const { ask, dialog } = useSanction(() => {
    setName('');
    onDone();
  });
  const askAbout = (kind: Sanction['kind']) => {
    const target = name.trim();
    const wrong = target === '' ? 'Type a name.' : nameFault(target);
    setFault(wrong ?? '');
    if (wrong === undefined) ask({ kind, target, group });
  };
  return (
    <>
      <form
        className="fields"
        noValidate
        // None of the two is meant by Enter.
        onSubmit={(event: FormEvent) => event.preventDefault()}
      >
        <NameField
          ref={field}
          id={id}
          label="Somebody by name"
          value={name}
          onValue={(next) => {
            setName(next);
            setFault('');
          }}
          fault={fault}
        />
        <div className="answers">
          <button type="button" className="button" onClick={() => askAbout('mute')}>
            {group === undefined ? 'Mute in the lobby…' : 'Mute…'}
          </button>
          <button type="button" className="button dangerous" onClick={() => askAbout('ban')}>
            {group === undefined ? 'Ban…' : 'Keep out…'}
          </button>
        </div>
      </form>
      {dialog}
    </>
  );
}
