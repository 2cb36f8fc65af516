import { idOfTime, readEventTime } from '../../protocol/events/event-id.ts';
import type { LoggedFrame } from '../../protocol/frames/logged.ts';
import { isJsonObject } from '../../protocol/json.ts';
import { CURSORS_MAX, DELIVERY_DEADLINE_MS } from '../../protocol/limits.ts';
import type { StoreChanges } from '../storage/store.ts';
import { type ConversationKey, groupIn, keyOf } from '../wire/conversation.ts';
import { createSeenEvents } from './seen-events.ts';

export type Cursors = Readonly<Record<ConversationKey, string>>;

/** How far a client has read, and what it has passed on. Pure: it says what to store, and others do. */
export interface SyncPosition {
  /** Whose it is; undefined before anybody has signed in. */
  readonly user: string | undefined;
  readonly cursors: Cursors;
  /** The cursors for a `sync`: at most as many as one may name. */
  cursorsToSend(): Cursors;
  /**
   * Whether an event is new here. If so, it counts as passed on.
   * @returns what to store; undefined when it is a repeat
   */
  admit(event: LoggedFrame): StoreChanges | undefined;
  /**
   * Takes over the cursors of a completed sync; those of other groups go.
   * @param answer.incomplete keys of which not everything since the last sync was to be had
   */
  adopt(answer: {
    readonly cursors: Cursors;
    readonly incomplete: ReadonlySet<ConversationKey>;
  }): StoreChanges;
  /** Forgets the cursor of a key, or all of them. */
  drop(key?: ConversationKey): StoreChanges;
  /** Makes it somebody's; what another user left in it goes. */
  claim(user: string): StoreChanges;
}

/** Longer than a sync takes: a cursor that was adopted later than another client's frames doesn't forget their ids. */
const SLACK_MS = 60_000;
/** Ids older than any cursor that are kept: of whispers that had waited for this user's first sign-in. */
const EARLY_MAX = 1_000;
const PART = 'inbox';

interface Position {
  readonly user?: string;
  readonly cursors: Cursors;
  /** Ids from here on, and up to the cursor, were all passed on. */
  readonly since: Cursors;
  readonly early: readonly string[];
}

const EMPTY: Position = { cursors: {}, since: {}, early: [] };

/** @param parts what a store has; anything that can't be read counts as nothing */
export function createSyncPosition(parts: Readonly<Record<string, string>> = {}): SyncPosition {
  let position = readPosition(parts[PART]);
  const seen = createSeenEvents(parts);

  function move(next: Position): StoreChanges {
    position = next;
    return { [PART]: JSON.stringify(next) };
  }

  /** Until the deadline has passed, an event may be stored behind the cursor. Before that, nothing new can be. */
  function isSettled({ id, conversation }: LoggedFrame): boolean {
    const cursor = position.cursors[keyOf(conversation)];
    if (cursor === undefined || id < (position.since[keyOf(conversation)] ?? cursor)) return false;
    return id <= idOfTime(readEventTime(cursor) - DELIVERY_DEADLINE_MS);
  }

  return {
    get user() {
      return position.user;
    },
    get cursors() {
      return position.cursors;
    },
    cursorsToSend: () => Object.fromEntries(Object.entries(position.cursors).slice(0, CURSORS_MAX)),
    admit(event) {
      if (seen.has(event.id) || position.early.includes(event.id) || isSettled(event)) return undefined;
      return seen.add(event.id);
    },
    adopt({ cursors, incomplete }) {
      const keys = Object.keys(cursors);
      const kept = Object.keys(position.cursors).filter((key) => groupIn(key) === undefined);
      const next = Object.fromEntries(
        [...new Set([...kept, ...keys])].map((key) => [key, latest(cursors[key], position.cursors[key])]),
      );
      const since = Object.fromEntries(
        Object.entries(next).map(([key, cursor]) => [key, sinceOf(key, cursor, incomplete)]),
      );
      const times = Object.values(next).map(readEventTime);
      const { changes, forgotten } = seen.forgetBefore(Math.min(...times) - DELIVERY_DEADLINE_MS - SLACK_MS);
      const early = forgotten.filter((id) => id < (since.whispers ?? ''));
      return {
        ...move({
          ...position,
          cursors: next,
          since,
          early: [...position.early, ...early].slice(-EARLY_MAX),
        }),
        ...changes,
      };
    },
    drop(key) {
      const without = (cursors: Cursors) =>
        key === undefined ? {} : Object.fromEntries(Object.entries(cursors).filter(([name]) => name !== key));
      return move({ ...position, cursors: without(position.cursors), since: without(position.since) });
    },
    claim(user) {
      if (position.user === user) return {};
      const cleared = position.user === undefined ? {} : seen.clear();
      return { ...move({ ...(position.user === undefined ? position : EMPTY), user }), ...cleared };
    },
  };

  function sinceOf(key: string, cursor: string, incomplete: ReadonlySet<string>): string {
    if (incomplete.has(key)) return cursor;
    return position.since[key] ?? cursor;
  }
}

const latest = (one = '', other = '') => (one > other ? one : other);

function readPosition(text: string | undefined): Position {
  try {
    const stored: unknown = JSON.parse(text ?? '');
    return isPosition(stored) ? stored : EMPTY;
  } catch {
    return EMPTY;
  }
}

const isPosition = (stored: unknown): stored is Position =>
  isJsonObject(stored) &&
  isJsonObject(stored.cursors) &&
  isJsonObject(stored.since) &&
  Array.isArray(stored.early);
