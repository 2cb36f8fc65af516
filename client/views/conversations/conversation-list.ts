import type { ConversationSummary } from '../../../protocol/frames/list-items.ts';
import type { LoggedFrame } from '../../../protocol/frames/logged.ts';
import type { ChatClient } from '../../chat-client.ts';
import { createEmitter } from '../../emitter.ts';
import type { Page } from '../../requests/queries.ts';
import { groupIn } from '../../wire/conversation.ts';
import { endsMembership } from '../../wire/ends-membership.ts';
import { loadWhenLive } from '../load-when-live.ts';
import { getOrMake } from '../view.ts';
import {
  applyFetched,
  countEvent,
  isUncertain,
  movePeerReadMark,
  moveReadMark,
  setNotify,
  summarize,
  type Tally,
} from './conversation-summary.ts';

/** The user's conversations as they are to be shown, kept up to date by what comes. */
export interface ConversationList {
  /** The one with the newest event first; another array after each change, and empty until it is loaded. An item is the same object until it changes. */
  readonly items: readonly ConversationSummary[];
  /** Unread messages in all of them; each conversation counts up to 100. */
  readonly unread: number;
  /** Whether all of them have been fetched from the server. */
  readonly isLoaded: boolean;
  /** Why they could not be fetched the last time; undefined while they are being fetched, and when they have been. */
  readonly error: unknown;
  /** Fetches them again, as the next connection does by itself after an error. */
  retry(): void;
  /** @internal Counts a conversation as read up to an event that the server has yet to be told of, as `readMarks` does. */
  countRead(conversation: string, upto: string): void;
  /** @returns stops listening */
  onChange(listener: () => void): () => void;
}

/**
 * The user's conversations: the same list each time, loaded when it is first asked for.
 * @param client what fails while it loads is the list's `error`, told to the client's `report`, and tried again with the next connection
 */
export const conversationList = (client: ChatClient): ConversationList =>
  getOrMake(lists, client, createConversationList);

const lists = new WeakMap<ChatClient, ConversationList>();

function createConversationList(client: ChatClient): ConversationList {
  const changes = createEmitter<{ change: undefined }>(client.reportError);
  let tallies = new Map<string, Tally>();
  /** Of each tally its summary, so that what hasn't changed is the same object. */
  const summaries = new WeakMap<Tally, ConversationSummary>();
  /** What `items` gives until something changes. */
  let shown: readonly ConversationSummary[] | undefined;
  let isLoaded = false;
  let error: unknown;
  let resets = 0;
  /** Read marks that came. */
  let marks = 0;
  /** The groups by the last that told of them. */
  let groups = client.groupNames;
  /** Of each group the id of the last event by which the user came into it, or is in it no more. */
  const memberships = new Map<string, { readonly id: string; readonly isOver: boolean }>();

  function changed(): void {
    shown = undefined;
    changes.emit('change', undefined);
  }

  function items(): readonly ConversationSummary[] {
    // Of what isn't there, a change may be: it makes no conversation.
    const known = [...tallies.values()].filter(({ fetched, last }) => fetched || last);
    shown ??= isLoaded ? sortNewestFirst(known.map((tally) => getOrMake(summaries, tally, summarize))) : [];
    return shown;
  }

  function noteMembership(event: LoggedFrame): void {
    const { id, conversation, type } = event;
    const isOver = endsMembership(event, client.user);
    if (!isOver && !(type === 'joined' && event.user === client.user)) return;
    if (id > (memberships.get(conversation)?.id ?? '')) memberships.set(conversation, { id, isOver });
  }

  /** Posts and answers overtake each other: what is older than the end of a membership doesn't bring its group back. */
  function isFromBeforeLeaving(conversation: string, newest = ''): boolean {
    const { id, isOver } = memberships.get(conversation) ?? { id: '', isOver: false };
    return isOver && newest <= id;
  }

  async function fetchPages(): Promise<void> {
    const startedAt = resets;
    const marksBefore = marks;
    let after: string | null = '';
    do {
      const { items, next }: Page<ConversationSummary> = await client.conversations({
        limit: 100,
        ...(after !== '' && { after }),
      });
      if (resets !== startedAt) return fetchPages();
      for (const item of items) {
        if (isFromBeforeLeaving(item.conversation, item.last?.id)) continue;
        const tally = applyFetched(tallies.get(item.conversation), item);
        tallies.set(item.conversation, tally);
        // It may have been counted before a mark that came meanwhile. Else asking again would change nothing.
        if (isUncertain(tally) && marks !== marksBefore) void fetchAll(true);
      }
      after = next;
    } while (after !== null);
    isLoaded = true;
    changed();
  }

  const fetchAll = loadWhenLive(
    client,
    fetchPages,
    (cause) => {
      error = cause;
      changed();
    },
    // Of what another device has read or muted meanwhile nothing comes, by no sync either.
    true,
  );

  function reset(): void {
    resets++;
    tallies = new Map();
    memberships.clear();
    isLoaded = false;
    changed();
    void fetchAll();
  }

  client.on('event', (event) => {
    const { conversation, id } = event;
    noteMembership(event);
    if (isFromBeforeLeaving(conversation, id)) tallies.delete(conversation);
    // An end that is older than the last joining ends nothing.
    else if (!endsMembership(event, client.user))
      tallies.set(conversation, countEvent(tallies.get(conversation), event, client.user));
    changed();
  });
  client.on('read', (frame) => {
    marks++;
    const move = frame.user === client.user ? moveReadMark : movePeerReadMark;
    const tally = move(tallies.get(frame.conversation), frame);
    tallies.set(frame.conversation, tally);
    // By this alone: to ask with each event would tell the same until the server knows the mark.
    if (isUncertain(tally)) void fetchAll(true);
    changed();
  });
  client.on('notify', (frame) => {
    tallies.set(frame.conversation, setNotify(tallies.get(frame.conversation), frame));
    changed();
  });
  client.on('groups', (names) => {
    const before = groups;
    groups = names;
    // One that was joined a moment ago is named by the next sync only; a sync behind a connection that was lost names all.
    const mayBeNew = (group: string) => client.state === 'live' && !before.includes(group);
    const gone = [...tallies.keys()].filter((key) => {
      const group = groupIn(key);
      return group !== undefined && !names.includes(group) && !mayBeNew(group);
    });
    for (const key of gone) tallies.delete(key);
    if (gone.length > 0) changed();
  });
  client.on('gap', reset);

  void fetchAll();
  return {
    get items() {
      return items();
    },
    get unread() {
      return items().reduce((sum, { unread }) => sum + unread, 0);
    },
    get isLoaded() {
      return isLoaded;
    },
    get error() {
      return error;
    },
    retry: () => void fetchAll(),
    countRead(conversation, upto) {
      // What can't be known without asking is asked for when the server knows of it.
      tallies.set(conversation, moveReadMark(tallies.get(conversation), { conversation, upto }));
      changed();
    },
    onChange: (listener) => changes.on('change', () => listener()),
  };
}

const sortNewestFirst = (items: readonly ConversationSummary[]) =>
  [...items].sort((one, other) => ((one.last?.id ?? '') > (other.last?.id ?? '') ? -1 : 1));
