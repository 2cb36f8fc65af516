import type { History, LoggedFrame } from '../../protocol/frames-v2.ts';
import { createEmitter } from '../emitter.ts';
import { keyOf } from '../wire/conversation.ts';
import { isLogged } from '../wire/frames.ts';
import { addEvent, addPage, emptyStretch, hasEvent, type Stretch } from './timeline.ts';

/** A conversation as it is to be shown: what comes live and what history holds, in order, each event once. */
export interface Timeline {
  readonly conversation: string;
  /** Oldest first; another array after each change. Late events are at their place. */
  readonly events: readonly LoggedFrame[];
  /** Whether history has nothing older. */
  readonly isComplete: boolean;
  /**
   * Loads older events from history, and raises the limit so that they stay. Called again meanwhile, it is the same call.
   * @param limit how many, 1 to 100; by default at least one, and at most as many as a page holds
   * @returns how many of them weren't there at the call: fewer than asked for when there are no more
   * @throws ChatRequestError
   */
  older(limit?: number): Promise<number>;
  /** @returns stops listening */
  onChange(listener: () => void): () => void;
}

export interface TimelinePorts {
  history(
    conversation: string,
    page: { readonly before?: string | undefined; readonly limit?: number | undefined },
  ): Promise<Pick<History, 'events' | 'before'>>;
  report(error: unknown): void;
}

export interface Timelines {
  /** The same one each time. @param limit how many events are kept, before any older ones are asked for */
  of(conversation: string, limit?: number): Timeline;
  add(event: LoggedFrame): void;
  /** Something is missing in these, so that they begin anew; without a key, in all. */
  reset(key?: string): void;
}

interface Kept {
  readonly timeline: Timeline;
  change(to: (stretch: Stretch) => Stretch): void;
  readonly limit: number;
}

const EVENTS_KEPT = 500;

export function createTimelines(ports: TimelinePorts): Timelines {
  const all = new Map<string, Kept>();
  return {
    of(conversation, limit = EVENTS_KEPT) {
      const kept = all.get(conversation) ?? createTimeline(conversation, Math.max(1, limit), ports);
      all.set(conversation, kept);
      return kept.timeline;
    },
    add: (event) => all.get(event.conversation)?.change((stretch) => addEvent(stretch, event)),
    reset(key) {
      for (const { timeline, change, limit } of all.values()) {
        if (key === undefined || keyOf(timeline.conversation) === key) change(() => emptyStretch(limit));
      }
    },
  };
}

function createTimeline(conversation: string, limit: number, ports: TimelinePorts): Kept {
  const changes = createEmitter<{ change: undefined }>(ports.report);
  let stretch = emptyStretch(limit);
  let resets = 0;

  function change(to: (stretch: Stretch) => Stretch): void {
    const before = stretch;
    stretch = to(before);
    if (stretch.events.length === 0) resets++;
    if (stretch.events === before.events && stretch.wholeFrom === before.wholeFrom) return;
    changes.emit('change', undefined);
  }

  async function load(wanted?: number): Promise<number> {
    let added = 0;
    const { events: known } = stretch;
    // A page may hold only what came live already, or nothing.
    while (stretch.wholeFrom !== '' && added < (wanted ?? 1)) {
      const { wholeFrom } = stretch;
      const startedAt = resets;
      const { events, before } = await ports.history(conversation, {
        before: wholeFrom,
        limit: wanted === undefined ? undefined : wanted - added,
      });
      // Begun anew or cut meanwhile: what came doesn't join it any more.
      if (resets !== startedAt || stretch.wholeFrom !== wholeFrom) continue;
      const page = events.filter(isLogged);
      change((now) => addPage(now, { events: page, before }));
      // Not by how much it grew: other events may have come live meanwhile.
      added += page.filter(({ id }) => !hasEvent(known, id)).length;
    }
    return added;
  }

  let loading: Promise<number> | undefined;

  function older(wanted?: number): Promise<number> {
    loading ??= load(wanted).finally(() => {
      loading = undefined;
    });
    return loading;
  }

  return {
    limit,
    change,
    timeline: {
      conversation,
      get events() {
        return stretch.events;
      },
      get isComplete() {
        return stretch.wholeFrom === '';
      },
      older,
      onChange: (listener) => changes.on('change', () => listener()),
    },
  };
}
