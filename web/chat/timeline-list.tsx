import { ArrowDown } from 'lucide-react';
import { useEffect, useLayoutEffect, useRef, useState } from 'react';
import { Virtualizer, type VirtualizerHandle } from 'virtua';
import type { TimelineWithActions } from '../../client/react/index.ts';
import { errorSentence } from '../text/error-sentence.ts';
import type { Line } from './list-lines.ts';
import { TimelineLine } from './timeline-line.tsx';

export interface TimelineListProps {
  readonly lines: readonly Line[];
  readonly label: string;
  readonly timeline: TimelineWithActions;
  readonly isSearching: boolean;
  /** Told whether the newest line is in sight. */
  readonly onIsAtEnd: (isAtEnd: boolean) => void;
}

/** So near to an end counts as being there, in pixels. */
const NEAR = 80;
/** Older rows are loaded before their place comes into sight. */
const AHEAD = 600;
/** Past the end, where the browser stops by itself, in pixels. */
const BEYOND = 1_000;

/** The lines of a conversation: only those in sight are in the page. It stays at its end, or where one has scrolled to. */
export function TimelineList({ lines, label, timeline, isSearching, onIsAtEnd }: TimelineListProps) {
  const { isComplete, isLoading, error, older, retry, dismiss } = timeline;
  const list = useRef<VirtualizerHandle>(null);
  const scroller = useRef<HTMLElement>(null);
  const [isAtEnd, setIsAtEnd] = useState(true);
  const wasAtEnd = useRef(true);
  const isPrepended = useIsPrepended(lines, isSearching);

  const look = () => {
    const { current: box } = scroller;
    if (!box) return;
    wasAtEnd.current = box.scrollHeight - box.scrollTop - box.clientHeight < NEAR;
    setIsAtEnd(wasAtEnd.current);
    onIsAtEnd(wasAtEnd.current);
    loadNearStart(box);
  };
  const loadNearStart = (box: HTMLElement) => {
    if (box.scrollTop < AHEAD && !isSearching && !isComplete && !isLoading && error === undefined) older();
  };
  // The list's offsets leave out what stands before it, so that the last line's own would stop short of the end.
  const toEnd = () => list.current?.scrollToIndex(lines.length - 1, { align: 'end', offset: BEYOND });

  const newest = lines.at(-1);
  const isOwnBeingSent = newest?.kind === 'row' && newest.row.status === 'pending';
  // biome-ignore lint/correctness/useExhaustiveDependencies: other lines are the reason to scroll; the functions differ in each render
  useLayoutEffect(() => {
    // Who says something wants to see it.
    if (wasAtEnd.current || isOwnBeingSent) toEnd();
    // Few lines leave nothing to be scrolled, and so nothing that would tell to load more.
    if (scroller.current) loadNearStart(scroller.current);
  }, [lines, isLoading]);
  // A window that becomes lower, as by a keyboard on the screen, must not hide the newest line.
  useEffect(() => {
    const { current: box } = scroller;
    if (!box) return;
    const observer = new ResizeObserver(() => {
      if (wasAtEnd.current) box.scrollTop = box.scrollHeight;
    });
    observer.observe(box);
    return () => observer.disconnect();
  }, []);

  return (
    <div className="timeline">
      {/* biome-ignore lint/a11y/noNoninteractiveTabindex: who has no mouse scrolls it by the keyboard */}
      <section className="scroller" ref={scroller} aria-label={label} tabIndex={0} onScroll={look}>
        <div className="timeline-start" role="status">
          {startText({ isComplete, isLoading, isSearching, isEmpty: lines.length === 0 })}
          {error !== undefined && (
            <>
              Older messages could not be loaded: {errorSentence(error)}{' '}
              <button type="button" className="button" onClick={older}>
                Try again
              </button>
            </>
          )}
        </div>
        <Virtualizer ref={list} scrollRef={scroller} shift={isPrepended} data={lines}>
          {(line) => <TimelineLine key={line.key} line={line} onRetry={retry} onDismiss={dismiss} />}
        </Virtualizer>
      </section>
      {!isAtEnd && (
        <button type="button" className="to-end" onClick={toEnd}>
          <ArrowDown size={16} aria-hidden /> Newest
        </button>
      )}
    </div>
  );
}

/** Whether the lines are the former ones with others before them: what is in sight stays where it is then. */
function useIsPrepended(lines: readonly Line[], isSearching: boolean): boolean {
  const before = useRef({ lines, isSearching });
  const { current: former } = before;
  const first = former.lines.find(({ kind }) => kind === 'row')?.key;
  const at = first === undefined ? -1 : lines.findIndex(({ key }) => key === first);
  // One day's line may stand before the first row, as it did.
  const isPrepended = at > 1 && lines.length > former.lines.length && isSearching === former.isSearching;
  useEffect(() => {
    before.current = { lines, isSearching };
  }, [lines, isSearching]);
  return isPrepended;
}

function startText(at: { isComplete: boolean; isLoading: boolean; isSearching: boolean; isEmpty: boolean }) {
  if (at.isSearching) return at.isEmpty ? 'Nothing like that in what is loaded.' : 'In what is loaded:';
  if (at.isLoading) return 'Loading…';
  if (!at.isComplete) return '';
  return at.isEmpty ? 'Nothing has been said here yet.' : 'This is where it begins.';
}
