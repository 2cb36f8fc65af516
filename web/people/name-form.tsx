import { type KeyboardEvent, useId, useRef, useState } from 'react';
import { useConnection } from '../../client/react/index.ts';
import { nameFault } from '../text/name-fault.ts';
import { errorSentence } from '../text/sentences/error-sentence.ts';
import { TOLD_AT_A_FIELD } from '../told-at-a-field.ts';
import { FoundNames } from './found-names.tsx';
import { meantName } from './meant-name.ts';
import type { Searched } from './search-names.ts';
import { useFoundNames } from './use-found-names.ts';

/** What became of a name. What is done empties the field. */
export interface NameAnswer {
  readonly kind: 'done' | 'question' | 'fault';
  readonly text: string;
}

export interface NameFormProps {
  readonly label: string;
  readonly button: string | ((name: string) => string);
  readonly suggestions: readonly string[];
  /** Of whom or what it is, where that can be searched for. */
  readonly of?: Searched;
  /** Whether one that was found is what is meant, once it is chosen: of what does nothing but open something. */
  readonly isMeantAtOnce?: boolean;
  /** What people write before such a name, and isn't part of it. */
  readonly sigil?: string;
  /** What to do with the name; what it gives or rejects with is told below the field. */
  readonly onName: (name: string, options: { readonly ref: string }) => Promise<NameAnswer | undefined>;
}

/** One field for a name, and what became of it. */
export function NameForm(props: NameFormProps) {
  const { label, button, suggestions, of, isMeantAtOnce, sigil = '', onName } = props;
  const id = useId();
  const { state } = useConnection();
  const [text, setText] = useState('');
  const [answer, setAnswer] = useState<NameAnswer>();
  const [isBusy, setIsBusy] = useState(false);
  const typed = text.trim();
  const name = sigil !== '' && typed.startsWith(sigil) ? typed.slice(sigil.length) : typed;
  const field = useRef<HTMLInputElement>(null);
  const list = useRef<HTMLUListElement>(null);
  const { offered, isNone } = useFoundNames(of, name);
  const isKnown = suggestions.includes(name);
  const fault = answer?.kind === 'fault' ? answer.text : '';
  const isWaiting = isBusy && state !== 'live';

  async function submit(name: string): Promise<void> {
    const wrong = nameFault(name);
    if (wrong !== undefined) return setAnswer({ kind: 'fault', text: wrong });
    setIsBusy(true);
    setAnswer(undefined);
    const ref = crypto.randomUUID();
    TOLD_AT_A_FIELD.add(ref);
    const next = await onName(name, { ref }).catch(
      (error): NameAnswer => ({ kind: 'fault', text: errorSentence(error) }),
    );
    TOLD_AT_A_FIELD.delete(ref);
    setAnswer(next);
    if (next === undefined || next.kind === 'done') setText('');
    setIsBusy(false);
  }

  function choose(chosen: string): void {
    setText(chosen);
    setAnswer(undefined);
  }

  const onKeyDown = (event: KeyboardEvent) => {
    if (isBusy || event.nativeEvent.isComposing) return;
    if (event.key === 'ArrowDown' && offered.length > 0) {
      event.preventDefault();
      list.current?.querySelector('button')?.focus();
    }
    const meant = event.key === 'Enter' ? meantName(name, offered) : undefined;
    if (meant !== undefined) {
      event.preventDefault();
      choose(meant);
    }
  };

  return (
    <form
      className="name-form"
      onSubmit={(event) => {
        event.preventDefault();
        if (!isBusy && name !== '') void submit(name);
      }}
    >
      <label htmlFor={id}>{label}</label>
      <div>
        <input
          ref={field}
          id={id}
          value={text}
          list={`${id}-names`}
          autoComplete="off"
          autoCapitalize="none"
          spellCheck={false}
          aria-invalid={fault !== ''}
          aria-describedby={`${id}-fault`}
          onKeyDown={onKeyDown}
          onChange={(event) => {
            setText(event.target.value);
            setAnswer(undefined);
          }}
        />
        <datalist id={`${id}-names`}>
          {suggestions.map((suggestion) => (
            <option key={suggestion} value={suggestion} />
          ))}
        </datalist>
        <button type="submit" className="button primary" disabled={isBusy || name === ''}>
          {typeof button === 'string' ? button : button(name)}
        </button>
      </div>
      {of && !isBusy && (
        <FoundNames
          of={of}
          names={offered}
          field={field}
          ref={list}
          onChoose={(chosen) => {
            choose(chosen);
            field.current?.focus();
            if (isMeantAtOnce) void submit(chosen);
          }}
        />
      )}
      <p id={`${id}-fault`} className="fault" role="alert">
        {fault}
      </p>
      <p className={answer?.kind === 'done' ? 'note is-done' : 'note'} role="status">
        {isWaiting && 'This is done as soon as there is a connection.'}
        {answer?.kind !== 'fault' && answer?.text}
        {of === 'users' && !isBusy && !answer && isNone && !isKnown && 'Nobody found'}
      </p>
    </form>
  );
}
