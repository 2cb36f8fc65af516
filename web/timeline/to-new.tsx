import { ArrowUp, X } from 'lucide-react';
import type { UnreadWhenOpened } from './use-unread-when-opened.ts';

export interface ToNewProps {
  readonly unread: UnreadWhenOpened;
  /** The first unread one is being looked for among older messages. */
  readonly isGoing: boolean;
  readonly onGo: () => void;
  /** They are taken for read. */
  readonly onSee: () => void;
}

/** How many messages one hasn't seen, as a way to the first of them; nothing where there is none. */
export function ToNew({ unread, isGoing, onGo, onSee }: ToNewProps) {
  if (unread.isSeen || unread.count === 0) return null;
  return (
    <div className="to-new">
      <button type="button" disabled={isGoing} onClick={onGo}>
        <ArrowUp size={16} aria-hidden /> {unread.count > 99 ? '99+' : unread.count} new
      </button>
      <button type="button" aria-label="Mark as read" title="Mark as read" onClick={onSee}>
        <X size={16} aria-hidden />
      </button>
    </div>
  );
}
