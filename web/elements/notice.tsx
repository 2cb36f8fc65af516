import type { ReactNode } from 'react';

export interface NoticeProps {
  readonly title: string;
  readonly action?: { readonly label: string; readonly onClick: () => void };
  readonly children: ReactNode;
}

/** The whole page as one sentence, and perhaps something to do about it. */
export function Notice({ title, action, children }: NoticeProps) {
  return (
    <main className="notice">
      <h1>{title}</h1>
      <p role="status">{children}</p>
      {action && (
        <button type="button" className="button primary" onClick={action.onClick}>
          {action.label}
        </button>
      )}
    </main>
  );
}
