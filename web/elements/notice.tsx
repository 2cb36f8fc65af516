import type { ReactNode } from 'react';

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
  /** Whether it takes the place of something in which one was: screen readers say it at once. */
  readonly isUrgent?: boolean;
  readonly children: ReactNode;
}

/** The whole page as one sentence, and perhaps something to do about it. */
export function Notice({ title, action, other, isUrgent, children }: NoticeProps) {
  return (
    <main className="notice">
      <h1>{title}</h1>
      <p role={isUrgent ? 'alert' : 'status'}>{children}</p>
      {action && (
        <button
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
