import { type RefObject, useEffect } from 'react';

export interface NameFieldProps {
  readonly ref: RefObject<HTMLInputElement | null>;
  readonly id: string;
  readonly label: string;
  readonly value: string;
  readonly onValue: (value: string) => void;
  /** What is wrong with it; '' is nothing. It has the focus then. */
  readonly fault: string;
}

/** A field for a name that is written as it is, with what is wrong with it below. */
export function NameField({ ref, id, label, value, onValue, fault }: NameFieldProps) {
  useEffect(() => {
    if (fault !== '') ref.current?.focus();
  }, [fault, ref]);
  return (
    <div>
      <label htmlFor={id}>{label}</label>
      <input
        ref={ref}
        id={id}
        value={value}
        autoComplete="off"
        autoCapitalize="none"
        spellCheck={false}
        aria-invalid={fault !== ''}
        aria-describedby={`${id}-fault`}
        onChange={({ target }) => onValue(target.value)}
      />
      <p id={`${id}-fault`} className="fault" role="alert">
        {fault}
      </p>
    </div>
  );
}
