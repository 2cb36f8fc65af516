import { TriangleAlert } from 'lucide-react';

export interface FailureProps {
  readonly sentence: string;
  /** The button that does it again. */
  readonly again: string;
  readonly onRetry: () => void;
  readonly onDismiss: () => void;
}

/** Why something at this place came to nothing, and what to do about it. */
export const Failure = ({ sentence, again, onRetry, onDismiss }: FailureProps) => (
  <p className="failure">
    <TriangleAlert size={16} aria-hidden />
    <span>{sentence}</span>
    <button type="button" className="button" onClick={onRetry}>
      {again}
    </button>
    <button type="button" className="button" onClick={onDismiss}>
      Discard
    </button>
  </p>
);
