import { ArrowDown } from 'lucide-react';
import { useEffect, useLayoutEffect, useRef, useState } from 'react';
import { Virtualizer, type VirtualizerHandle } from 'virtua';
import type { Row } from '../../client/index.ts';
import type { TimelineWithActions } from '../../client/react/index.ts';
import type { Line } from '../lines/list-lines.ts';
import { TimelineLine } from '../lines/timeline-line.tsx';
import { tell } from '../tell.ts';
import { countNewer } from './count-newer.ts';
import { keepPosition, positionOf } from './kept-positions.ts';
import { TimelineStart } from './timeline-start.tsx';
import { ToNew } from './to-new.tsx';
import { useFits } from './use-fits.ts';
import { useLinesInSteps } from './use-lines-in-steps.ts';
import { useNewlySent } from './use-newly-sent.ts';
import { useOlderUntil } from './use-older-until.ts';
import { useStartHeight } from './use-start-height.ts';
import type { UnreadWhenOpened } from './use-unread-when-opened.ts';

export interface TimelineListProps {
  readonly conversation: string;
  readonly user: string | undefined;
  readonly lines: readonly Line[];
  readonly label: string;
  readonly timeline: TimelineWithActions;
  readonly isSearching: boolean;
  readonly unread: UnreadWhenOpened;
  /** A message's event to which a quote has led: another object each time. */
  readonly led: { readonly id: string } | undefined;
  /** Told which part is in sight, whenever that may have changed. */
  readonly onLook: (inSight: InSight) => void;
}

/** Whether the newest line is in sight, and the oldest one that is loaded; few lines are both. */
export interface InSight {
  readonly isAtEnd: boolean;
  readonly isAtStart: boolean;
}

/** So far below the upper edge stands what a search or a quote has led to, in pixels. */
export const LED_BELOW = 120;
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

/**
 * The lines of a conversation: only those in sight are in the page. It begins where it was left, or at its end, and stays there or
 * where one has scrolled to.
 */
export function TimelineList(props: TimelineListProps) {
  const { conversation, user, lines, label, timeline, isSearching, unread, led, onLook } = props;
  const { isComplete, isLoading, error, older, retry, dismiss } = timeline;
  const scroller = useRef<HTMLElement>(null);
  const start = useRef<HTMLDivElement>(null);
  const list = useRef<VirtualizerHandle>(null);
  const [left] = useState(() => (isSearching ? undefined : findLeft(conversation, lines)));
  const [isAtEnd, setIsAtEnd] = useState(left?.place === undefined);
  /** The newest line when the end was last in sight. */
  const [lastSeen, setLastSeen] = useState(left?.newest);
  const wasAtEnd = useRef(isAtEnd);
  const fits = useFits(scroller, NEAR);
  const { shown, isShifted } = useLinesInSteps(lines);
  const findNewlySent = useNewlySent();
  const firstNew = isSearching ? -1 : lines.findIndex((line) => line.isFirstNew);
  const searchForNew = useOlderUntil(firstNew !== -1, timeline);
  const isWantingNew = useRef(false);
  const ledPlace = led && !isSearching ? shown.findIndex(({ row }) => isOf(row, led.id)) : -1;
  const isLedThere = led !== undefined && lines.some(({ row }) => isOf(row, led.id));
  // Ids sort by time: what would stand among what is loaded, and doesn't, isn't to be seen.
  const isLedGone = led !== undefined && !isLedThere && (isComplete || isBehind(timeline.rows, led.id));
  const searchForLed = useOlderUntil(isLedThere || isLedGone, timeline);
  const wantedLed = useRef<object>(undefined);
  const newer = isAtEnd ? 0 : countNewer(lines, lastSeen, user);

  const look = () => {
    const { current: box } = scroller;
    if (!box) return;
    wasAtEnd.current = box.scrollHeight - box.scrollTop - box.clientHeight < NEAR;
    setIsAtEnd(wasAtEnd.current);
    if (wasAtEnd.current) setLastSeen(lines.at(-1)?.key);
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
  // What is pressed goes, and would take the focus along.
  const keepFocus = () => scroller.current?.focus({ preventScroll: true });
  /** @param above how far the line is to begin above the upper edge, in pixels */
  const toLine = (place: number, above: number) => {
    const { current: box } = scroller;
    if (!box || !list.current) return;
    wasAtEnd.current = false;
    box.scrollTop = PADDING + (start.current?.offsetHeight ?? 0) + list.current.getItemOffset(place) + above;
  };

  // biome-ignore lint/correctness/useExhaustiveDependencies: once, before anything is painted; the functions differ in each render
  useLayoutEffect(() => {
    if (left?.place !== undefined) toLine(left.place, left.above);
    return () => {
      const { current: box } = scroller;
      if (isSearching || !box || !list.current) return;
      const { lines: last, lastSeen: newest } = latest.current;
      const top = box.scrollTop - PADDING - (start.current?.offsetHeight ?? 0);
      const place = list.current.findItemIndex(box.scrollTop);
      const line = last[place];
      keepPosition(conversation, {
        at:
          wasAtEnd.current || !line
            ? undefined
            : { key: line.key, above: top - list.current.getItemOffset(place) },
        newest,
        heights: { first: last[0]?.key, cache: list.current.cache },
      });
    };
  }, []);
  const latest = useRef({ lines: shown, lastSeen });
  // biome-ignore lint/correctness/useExhaustiveDependencies: other lines are the reason to scroll; the functions differ in each render
  useLayoutEffect(() => {
    // Who says something wants to see it, once: it may be on its way for long.
    if (findNewlySent(lines) || wasAtEnd.current || fits) toEnd();
    // Few lines leave nothing to be scrolled, and so nothing that would tell to load more.
    if (scroller.current) loadNearStart(scroller.current);
  }, [lines, isLoading]);
  useLayoutEffect(() => {
    latest.current = { lines: shown, lastSeen };
  });
  // biome-ignore lint/correctness/useExhaustiveDependencies: what has led is the reason; the function differs in each render
  useLayoutEffect(() => {
    wantedLed.current = led;
    if (led && ledPlace === -1) searchForLed.begin();
  }, [led]);
  useLayoutEffect(() => {
    if (wantedLed.current && ledPlace !== -1) {
      wantedLed.current = undefined;
      toLine(ledPlace, -LED_BELOW);
    }
    if (wantedLed.current && isLedGone && !isSearching) {
      wantedLed.current = undefined;
      tell('That message can’t be seen any more.');
    }
  });
  useEffect(() => {
    if (!searchForLed.isGivenUp || !wantedLed.current) return;
    wantedLed.current = undefined;
    tell('That message is too far back to be shown here.');
  }, [searchForLed.isGivenUp]);
  useLayoutEffect(() => {
    if (isWantingNew.current && firstNew !== -1) {
      isWantingNew.current = false;
      toLine(firstNew, 0);
    }
    // What was unread may not be there to be seen, as of a group that one has left and joined again.
    if (!isSearching && isComplete && firstNew === -1 && !unread.isSeen) unread.see();
  });
  const startHeight = useStartHeight(scroller, start, wasAtEnd);

  return (
    <div className="timeline">
      {/* biome-ignore lint/a11y/noNoninteractiveTabindex: who has no mouse scrolls it by the keyboard */}
      <section className="scroller" ref={scroller} aria-label={label} tabIndex={0} onScroll={look}>
        <TimelineStart timeline={timeline} isSearching={isSearching} count={lines.length} ref={start} />
        <Virtualizer
          ref={list}
          scrollRef={scroller}
          startMargin={PADDING + startHeight}
          shift={isShifted}
          data={shown}
          {...(left?.cache && { cache: left.cache })}
          bufferSize={MEASURED_AHEAD}
          onResize={stayAtEnd}
        >
          {(line) => (
            <TimelineLine
              key={line.key}
              line={line}
              onRetry={retry}
              onDismiss={dismiss}
              onNewSeen={unread.see}
            />
          )}
        </Virtualizer>
      </section>
      {isAtEnd && !isSearching && (
        <ToNew
          unread={unread}
          isGoing={searchForNew.isGoing}
          onGo={() => {
            keepFocus();
            isWantingNew.current = true;
            searchForNew.begin();
          }}
          onSee={() => {
            keepFocus();
            unread.see();
          }}
        />
      )}
      {!isAtEnd && !fits && (
        <button
          type="button"
          className="to-end"
          onClick={() => {
            keepFocus();
            toEnd();
          }}
        >
          <ArrowDown size={16} aria-hidden />{' '}
          {newer === 0 ? 'Newest' : `Newest (${newer.toLocaleString()} more)`}
        </button>
      )}
    </div>
  );
}

const isOf = (row: Row, id: string) => row.status === 'sent' && row.event.id === id;

/** Whether something older than that is loaded. @param id an event's */
const isBehind = (rows: readonly Row[], id: string) =>
  rows.some((row) => row.status === 'sent' && row.event.id < id);

/** Where a conversation was left, and how high its lines were, as far as these are the same. */
function findLeft(conversation: string, lines: readonly Line[]) {
  const kept = positionOf(conversation);
  if (!kept) return undefined;
  const place = lines.findIndex(({ key }) => key === kept.at?.key);
  return {
    place: place === -1 ? undefined : place,
    above: kept.at?.above ?? 0,
    newest: kept.newest,
    cache: kept.heights?.first === lines[0]?.key ? kept.heights?.cache : undefined,
  };
}
