import { Clock } from 'lucide-react';

/** Beside what is written and not sent. It appears when that takes long, as most of it is sent in a moment. */
export function WaitingMark() {
  return (
    <span className="waiting" title="Waits to be sent">
      <Clock size={14} aria-hidden />
    </span>
  );
}
