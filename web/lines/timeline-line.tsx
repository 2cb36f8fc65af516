import { memo } from 'react';
import { EventLine } from './event-line.tsx';
import type { Line } from './list-lines.ts';
import { MessageLine } from './message-line.tsx';
import { NewMark } from './new-mark.tsx';
import { UnsentLine } from './unsent-line.tsx';

export interface TimelineLineProps {
  readonly line: Line;
  readonly onRetry: (key: string) => void;
  readonly onDismiss: (key: string) => void;
  /** Called when the mark of what is new is in sight. */
  readonly onNewSeen: () => void;
}

/** A row of the timeline, by what it is, with the day and the mark of what is new above it. */
export const TimelineLine = memo(({ line, onRetry, onDismiss, onNewSeen }: TimelineLineProps) => {
  const { key, row, day, isFirstNew, isFirstOfAuthor, isLastRead } = line;
  return (
    <>
      {day !== undefined && <div className="day">{day}</div>}
      {isFirstNew && <NewMark onSeen={onNewSeen} />}
      {row.status !== 'sent' ? (
        <UnsentLine row={row} isFirst={isFirstOfAuthor} onRetry={onRetry} onDismiss={onDismiss} />
      ) : row.event.type === 'message' ? (
        <MessageLine
          id={key}
          message={row.event}
          change={row.change}
          isFirst={isFirstOfAuthor}
          isRead={isLastRead}
          onRetry={onRetry}
          onDismiss={onDismiss}
        />
      ) : (
        <EventLine event={row.event} />
      )}
    </>
  );
});
