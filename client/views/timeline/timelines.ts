import type { History } from '../../../protocol/frames/answers.ts';
import type { LoggedFrame, QuoteFrame } from '../../../protocol/frames/logged.ts';
import { createEmitter } from '../../emitter.ts';
import { keyOf } from '../../wire/conversation.ts';
import { isLogged } from '../../wire/frames.ts';
import { isChange, type StandingFrame } from './amendments.ts';
import { quote } from './quotes.ts';
import { addEvent, addPage, cutBefore, emptyStretch, findEvent, type Stretch } from './timeline.ts';

/**
 * A conversation as it is to be shown: what comes live and what history holds, in order, each event once. Of a group all before
 * goes when one joins or leaves it, and what one may see of it as a member now is asked for again. One that nobody
 * listens to lets its events go when 50 others of that kind have been used since; it begins anew when it is asked for
 * again, listened to, or asked for older events.
 */
export interface Timeline {
  readonly conversation: string;
  /**
   * Oldest first; another array after each change. Late events are at their place. A message is as it is now: with `edited_at`
   * where it was edited, and with `deleted` and no content where that was done.
   */
  readonly events: readonly StandingFrame[];
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
  /** Who has signed in. */
  user(): string | undefined;
}

export interface Timelines {
  /** The same one each time; to ask for it is to use it. @param limit how many events are kept, before any older ones are asked for */
  of(conversation: string, limit?: number): Timeline;
  add(event: LoggedFrame): void;
  /** What a reply shows of a message, as far as its timeline has it. */
  quote(conversation: string, id: string): QuoteFrame;
  /** Something is missing in these, so that they begin anew; without a key, in all. */
  reset(key?: string): void;
}

interface Kept {
  readonly timeline: Timeline;
  add(event: LoggedFrame): void;
  /** Lets its events go. */
  reset(): void;
  /** Whether somebody listens, or waits for older events. */
  isInUse(): boolean;
  /** Has no events, and takes none until it is used. */
  isAsleep: boolean;
}

const EVENTS_KEPT = 500;
/** Of the timelines that nobody listens to, as many have their events: those that were used last. */
const UNUSED_KEPT = 50;

export function createTimelines(ports: TimelinePorts): Timelines {
  /** The one that was used last is last. */
  const all = new Map<string, Kept>();

  function use(kept: Kept): void {
    const { conversation } = kept.timeline;
    all.delete(conversation);
    all.set(conversation, kept);
    kept.isAsleep = false;
    const unused = [...all.values()].filter(({ isInUse }) => !isInUse());
    for (const one of unused.slice(0, -UNUSED_KEPT)) {
      one.reset();
      one.isAsleep = true;
    }
  }

  return {
    of(conversation, limit = EVENTS_KEPT) {
      const kept = all.get(conversation) ?? createTimeline(conversation, Math.max(1, limit), ports, use);
      use(kept);
      return kept.timeline;
    },
    add: (event) => all.get(event.conversation)?.add(event),
    quote(conversation, id) {
      return quote({ id }, findEvent(all.get(conversation)?.timeline.events ?? [], id));
    },
    reset(key) {
      for (const { timeline, reset } of all.values()) {
        if (key === undefined || keyOf(timeline.conversation) === key) reset();
      }
    },
  };
}

function createTimeline(
  conversation: string,
  limit: number,
  ports: TimelinePorts,
  onUse: (kept: Kept) => void,
): Kept {
  const changes = createEmitter<{ change: undefined }>(ports.report);
  const listening = new Set<() => void>();
  let stretch = emptyStretch(limit);
  let resets = 0;

  function change(to: Stretch): void {
    const before = stretch;
    stretch = to;
    if (stretch.events === before.events && stretch.wholeFrom === before.wholeFrom) return;
    changes.emit('change', undefined);
  }

  /** Whether one has joined a group by it, or left it, and the timeline doesn't know it yet. */
  const isNewTerm = (event: LoggedFrame) =>
    (event.type === 'joined' || event.type === 'left') &&
    event.user === ports.user() &&
    !findEvent(stretch.events, event.id);

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
      // It has messages as they are now, and no changes.
      const page = events.filter((event) => isLogged(event) && !isChange(event)) as StandingFrame[];
      // What is held from before the last joining is there again if the server shows it.
      const term = page.find(isNewTerm);
      change(addPage(term ? cutBefore(stretch, term.id) : stretch, { events: page, before }));
      // Not by how much it grew: other events may have come live meanwhile.
      added += page.filter(({ id }) => !findEvent(known, id)).length;
    }
    return added;
  }

  let loading: Promise<number> | undefined;

  function older(wanted?: number): Promise<number> {
    loading ??= load(wanted).finally(() => {
      loading = undefined;
    });
    onUse(kept);
    return loading;
  }

  const kept: Kept = {
    add(event) {
      if (kept.isAsleep) return;
      const isTerm = isNewTerm(event);
      // What is on its way may have been asked for as a member who one is no more.
      if (isTerm) resets++;
      change(addEvent(isTerm ? cutBefore(stretch, event.id) : stretch, event));
    },
    reset() {
      resets++;
      change(emptyStretch(limit));
    },
    isInUse: () => listening.size > 0 || loading !== undefined,
    isAsleep: false,
    timeline: {
      conversation,
      get events() {
        return stretch.events;
      },
      get isComplete() {
        return stretch.wholeFrom === '';
      },
      older,
      onChange(listener) {
        const stop = changes.on('change', () => listener());
        listening.add(stop);
        onUse(kept);
        return () => {
          stop();
          listening.delete(stop);
        };
      },
    },
  };
  return kept;
}
