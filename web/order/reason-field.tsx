import { REASON_MAX_CHARACTERS } from '../../protocol/limits.ts';

export interface ReasonFieldProps {
  readonly id: string;
  readonly reason: string;
  readonly onReason: (reason: string) => void;
  /** The ids of what says more of it. */
  readonly describedBy: string;
  /** Whether it is where one begins in its dialog. */
  readonly isFirst?: boolean;
}

/** Why something is to be done: one line. */
export function ReasonField({ id, reason, onReason, describedBy, isFirst }: ReasonFieldProps) {
  return (
    <>
      <label htmlFor={id}>Why</label>
      <input
        id={id}
        data-focus-first={isFirst || undefined}
        autoComplete="off"
        // In units, of which a character has one or two.
        maxLength={REASON_MAX_CHARACTERS * 2}
        value={reason}
        aria-describedby={describedBy}
        onChange={({ target }) => onReason(target.value)}
      />
    </>
  );
}
