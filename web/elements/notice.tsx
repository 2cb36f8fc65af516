import { type ReactNode, useEffect, useRef } from 'react';

interface NoticeAction {
  readonly label: string;
  readonly isDisabled?: boolean;
  readonly onClick: () => void;
}

export interface NoticeProps {
  readonly title: string;
  readonly action?: NoticeAction;
  /** What else one may do. */
  readonly other?: NoticeAction;
  /** Whether it takes the place of something in which one was: screen readers say it at once, and what it offers has the focus. */
  readonly isUrgent?: boolean;
  readonly children: ReactNode;
}

/** The whole page as one sentence, and perhaps something to do about it. */
export function Notice({ title, action, other, isUrgent, children }: NoticeProps) {
  const button = useRef<HTMLButtonElement>(null);
  const isOffered = action !== undefined && !action.isDisabled;
  useEffect(() => {
    // What had it went with what was here before, or can't have it while it is disabled.
    if (isUrgent && isOffered) button.current?.focus();
  }, [isUrgent, isOffered]);
  return (
    <main className="notice">
      <h1>{title}</h1>
      <p role={isUrgent ? 'alert' : 'status'}>{children}</p>
      {action && (
        <button
          ref={button}
          type="button"
          className="button primary"
          disabled={action.isDisabled}
          onClick={action.onClick}
        >
          {action.label}
        </button>
      )}
      {other && (
        <button type="button" className="link-button" onClick={other.onClick}>
          {other.label}
        </button>
      )}
    </main>
  );
}
