import { useId, useState } from 'react';
import { NAME_PATTERN } from '../../protocol/limits.ts';
import { errorSentence } from '../text/error-sentence.ts';
import { TOLD_AT_A_FIELD } from '../told-at-a-field.ts';

export interface NameFormProps {
  readonly label: string;
  readonly button: string;
  /** What to do with the name; what it rejects with is told below the field. */
  readonly onName: (name: string, options: { readonly ref: string }) => Promise<unknown>;
}

/** One field for a name, and what was wrong with it. */
export function NameForm({ label, button, onName }: NameFormProps) {
  const id = useId();
  const [name, setName] = useState('');
  const [fault, setFault] = useState('');
  const [isBusy, setIsBusy] = useState(false);

  async function submit(): Promise<void> {
    const wanted = name.trim();
    if (!NAME_PATTERN.test(wanted)) return setFault('That is no name that anybody here could have.');
    setIsBusy(true);
    setFault('');
    const ref = crypto.randomUUID();
    TOLD_AT_A_FIELD.add(ref);
    await onName(wanted, { ref }).then(
      () => setName(''),
      (error) => setFault(errorSentence(error)),
    );
    TOLD_AT_A_FIELD.delete(ref);
    setIsBusy(false);
  }

  return (
    <form
      className="name-form"
      onSubmit={(event) => {
        event.preventDefault();
        void submit();
      }}
    >
      <label htmlFor={id}>{label}</label>
      <div>
        <input
          id={id}
          value={name}
          autoComplete="off"
          autoCapitalize="none"
          spellCheck={false}
          aria-invalid={fault !== ''}
          aria-describedby={`${id}-fault`}
          onChange={(event) => setName(event.target.value)}
        />
        <button type="submit" className="button primary" disabled={isBusy || name.trim() === ''}>
          {button}
        </button>
      </div>
      <p id={`${id}-fault`} className="fault" role="alert">
        {fault}
      </p>
    </form>
  );
}
