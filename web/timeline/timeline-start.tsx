import { type Ref, useState } from 'react';
import type { TimelineWithActions } from '../../client/react/index.ts';
import { errorSentence } from '../text/sentences/error-sentence.ts';
import { useOlderUntil } from './use-older-until.ts';

export interface TimelineStartProps {
  readonly timeline: TimelineWithActions;
  readonly isSearching: boolean;
  /** How many lines are shown. */
  readonly count: number;
  readonly ref: Ref<HTMLDivElement>;
}

/** What stands above the lines: whether there is more, and what keeps it from coming. */
export function TimelineStart({ timeline, isSearching, count, ref }: TimelineStartProps) {
  const { isComplete, isLoading, error, older } = timeline;
  const [countBefore, setCountBefore] = useState(0);
  const search = useOlderUntil(count > countBefore, timeline);
  const isWorking = isLoading || search.isGoing;
  return (
    <div className="timeline-start" role="status" ref={ref}>
      {isSearching && !isWorking && foundText(count, isComplete)}
      {isWorking && 'Loading…'}
      {!isSearching && !isWorking && isComplete && beginningText(count)}
      {isSearching && !isWorking && !isComplete && error === undefined && (
        <button
          type="button"
          className="button"
          onClick={() => {
            setCountBefore(count);
            search.begin();
          }}
        >
          Load older and search on
        </button>
      )}
      {error !== undefined && !isWorking && (
        <>
          Older messages could not be loaded: {errorSentence(error)}{' '}
          <button type="button" className="button" onClick={older}>
            Try again
          </button>
        </>
      )}
    </div>
  );
}

function foundText(count: number, isComplete: boolean): string {
  const where = isComplete ? 'in this conversation' : 'in what is loaded';
  return `${count === 0 ? 'Nothing' : count.toLocaleString()} found ${where}. `;
}

const beginningText = (count: number) => (count === 0 ? 'No messages yet' : 'Beginning of the conversation');
