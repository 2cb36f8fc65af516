import { memo } from 'react';
import { EventLine } from './event-line.tsx';
import type { Line } from './list-lines.ts';
import { MessageLine } from './message-line.tsx';
import { UnsentLine } from './unsent-line.tsx';

export interface TimelineLineProps {
  readonly line: Line;
  readonly onRetry: (key: string) => void;
  readonly onDismiss: (key: string) => void;
}

/** A line of the timeline, by what it is. */
export const TimelineLine = memo(({ line, onRetry, onDismiss }: TimelineLineProps) => {
  switch (line.kind) {
    case 'day':
      return <div className="day">{line.name}</div>;
    case 'unread':
      return <div className="day is-unread">New</div>;
    case 'row': {
      const { row, isFirstOfAuthor } = line;
      if (row.status !== 'sent') {
        return <UnsentLine row={row} isFirst={isFirstOfAuthor} onRetry={onRetry} onDismiss={onDismiss} />;
      }
      const { event } = row;
      return event.type === 'message' ? (
        <MessageLine message={event} isFirst={isFirstOfAuthor} />
      ) : (
        <EventLine event={event} />
      );
    }
  }
}, isSameLine);

/** Lines are laid out anew each time; what they show is the same while their row is. */
function isSameLine({ line: one, ...before }: TimelineLineProps, { line: other, ...now }: TimelineLineProps) {
  if (before.onRetry !== now.onRetry || before.onDismiss !== now.onDismiss) return false;
  if (one.kind === 'row' && other.kind === 'row') {
    return one.row === other.row && one.isFirstOfAuthor === other.isFirstOfAuthor;
  }
  return one.kind === other.kind && (one.kind !== 'day' || other.kind !== 'day' || one.name === other.name);
}
