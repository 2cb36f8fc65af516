import { ArrowDown } from 'lucide-react';
import { useEffect, useLayoutEffect, useRef, useState } from 'react';
import { Virtualizer } from 'virtua';
import type { TimelineWithActions } from '../../client/react/index.ts';
import { errorSentence } from '../text/error-sentence.ts';
import type { Line } from './list-lines.ts';
import { TimelineLine } from './timeline-line.tsx';
import { useLinesInSteps } from './use-lines-in-steps.ts';

export interface TimelineListProps {
  readonly lines: readonly Line[];
  readonly label: string;
  readonly timeline: TimelineWithActions;
  readonly isSearching: boolean;
  /** Told which part is in sight, whenever that may have changed. */
  readonly onLook: (inSight: InSight) => void;
}

/** Whether the newest line is in sight, and the oldest one that is loaded; few lines are both. */
export interface InSight {
  readonly isAtEnd: boolean;
  readonly isAtStart: boolean;
}

/** So near to an end counts as being there, in pixels. */
const NEAR = 80;
/** Older rows are loaded before their place comes into sight. */
const AHEAD = 600;
/** So far one scrolls at once, in pixels. */
const FAST = 300;
/** Rows are measured so far before they come into sight, in pixels: what turns out higher than thought moves nothing there. */
const MEASURED_AHEAD = 800;
/** Above what stands before the lines, in pixels, as in the styles. */
const PADDING = 8;

/** The lines of a conversation: only those in sight are in the page. It stays at its end, or where one has scrolled to. */
export function TimelineList({ lines, label, timeline, isSearching, onLook }: TimelineListProps) {
  const { isComplete, isLoading, error, older, retry, dismiss } = timeline;
  const scroller = useRef<HTMLElement>(null);
  const start = useRef<HTMLDivElement>(null);
  const [isAtEnd, setIsAtEnd] = useState(true);
  const [startHeight, setStartHeight] = useState(0);
  const wasAtEnd = useRef(true);
  const { shown, isShifted } = useLinesInSteps(lines, isSearching);
  const findNewlySent = useNewlySent();

  const look = () => {
    const { current: box } = scroller;
    if (!box) return;
    wasAtEnd.current = box.scrollHeight - box.scrollTop - box.clientHeight < NEAR;
    setIsAtEnd(wasAtEnd.current);
    onLook({ isAtEnd: wasAtEnd.current, isAtStart: box.scrollTop < FAST });
    loadNearStart(box);
  };
  const loadNearStart = (box: HTMLElement) => {
    if (box.scrollTop < AHEAD && !isSearching && !isComplete && !isLoading && error === undefined) older();
  };
  // Not by the list's own means: it would go there again whenever a line is measured, though one scrolls up meanwhile.
  const toEnd = () => {
    wasAtEnd.current = true;
    if (scroller.current) scroller.current.scrollTop = scroller.current.scrollHeight;
  };
  const stayAtEnd = () => {
    if (wasAtEnd.current) toEnd();
  };

  // biome-ignore lint/correctness/useExhaustiveDependencies: other lines are the reason to scroll; the functions differ in each render
  useLayoutEffect(() => {
    // Who says something wants to see it, once: it may be on its way for long.
    if (findNewlySent(lines) || wasAtEnd.current) toEnd();
    // Few lines leave nothing to be scrolled, and so nothing that would tell to load more.
    if (scroller.current) loadNearStart(scroller.current);
  }, [lines, isLoading]);
  useEffect(() => {
    const [box, head] = [scroller.current, start.current];
    if (!box || !head) return;
    let height = 0;
    const observer = new ResizeObserver(() => {
      const grown = head.offsetHeight - height;
      // What it says is above what is in sight, and must not move that.
      if (grown !== 0 && box.scrollTop > height) box.scrollTop += grown;
      height += grown;
      setStartHeight(height);
      // A window that becomes lower, as by a keyboard on the screen, must not hide the newest line.
      if (wasAtEnd.current) box.scrollTop = box.scrollHeight;
    });
    observer.observe(box);
    observer.observe(head);
    return () => observer.disconnect();
  }, []);

  return (
    <div className="timeline">
      {/* biome-ignore lint/a11y/noNoninteractiveTabindex: who has no mouse scrolls it by the keyboard */}
      <section className="scroller" ref={scroller} aria-label={label} tabIndex={0} onScroll={look}>
        <div className="timeline-start" role="status" ref={start}>
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
        <Virtualizer
          scrollRef={scroller}
          startMargin={PADDING + startHeight}
          shift={isShifted}
          data={shown}
          bufferSize={MEASURED_AHEAD}
          onResize={stayAtEnd}
        >
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

/** Tells of lines whether one's own message has been sent since it was last asked. */
function useNewlySent(): (lines: readonly Line[]) => boolean {
  const known = useRef(new Set<string>());
  return (lines) => {
    const pending = lines.filter(({ row }) => row.status === 'pending').map(({ key }) => key);
    const isNew = pending.some((key) => !known.current.has(key));
    for (const key of pending) known.current.add(key);
    return isNew;
  };
}

function startText(at: { isComplete: boolean; isLoading: boolean; isSearching: boolean; isEmpty: boolean }) {
  if (at.isSearching) return at.isEmpty ? 'Nothing like that in what is loaded.' : 'In what is loaded:';
  if (at.isLoading) return 'Loading…';
  if (!at.isComplete) return '';
  return at.isEmpty ? 'Nothing has been said here yet.' : 'This is where it begins.';
}
