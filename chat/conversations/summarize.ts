import { isStanding } from '../../protocol/events/changes.ts';
import { idOfTime, laterId } from '../../protocol/events/event-id.ts';
import { type ChatEvent, recordOf } from '../../protocol/events/events.ts';
import type { ListItems } from '../../protocol/frames/list-items.ts';
import type { LoggedFrame } from '../../protocol/frames/logged.ts';
import { UNREAD_MAX } from '../../protocol/limits.ts';
import { mentionsIn } from '../../protocol/mentions.ts';
import { toLoggedFrame } from '../../protocol/render-v2.ts';
import type { ChatPorts } from '../ports/chat-ports.ts';
import type { LogEntry, LogPage } from '../ports/messages/messages.ts';
import { createSemaphore } from '../semaphore.ts';
import { settleAll } from '../settle-all.ts';
import type { ListedConversation } from './page-conversations.ts';
import { readLogsBefore, readNewest } from './read-logs.ts';
import { type BlockedUntil, findVisible, type IsVisible, selectVisible } from './select-visible.ts';
import { showTo } from './show-quotes.ts';

type SummarizePorts = Pick<ChatPorts, 'log' | 'blocks'>;

/** How many messages of others are unread, and how many of these mention one. */
type Counts = Pick<ListItems['conversations'], 'unread' | 'mentions'>;

const NONE: Counts = { unread: 0, mentions: 0 };

/** A conversation, its newest event, and what is unread. */
export interface Summary extends Counts, Pick<ListItems['conversations'], 'last'> {
  readonly conversation: ListedConversation;
}

/** Whose list it is. */
interface Reader {
  readonly user: string;
  readonly blocked: BlockedUntil;
}

const READS_AT_ONCE = 25;
/** Nearly always the newest event may be seen, and few behind it are unread: one read of small items tells both. */
const NEWEST_READ = 10;
/** Where none of these may be seen: so many more are looked at. */
const MORE_READ = 90;
/** Most pages that are counted: behind a hundred unread messages at once, else past what may not be seen. */
const UNREAD_PAGES = 3;

/**
 * The newest event of each conversation, and how much of it is unread. Looks at so many events at most, however many of them
 * the user may not see: behind somebody whom one blocks nobody need walk through all that they said.
 * @param blocked as it was before this read
 */
export async function summarize(
  ports: SummarizePorts,
  user: string,
  conversations: readonly ListedConversation[],
  blocked: BlockedUntil,
): Promise<Summary[]> {
  const reader = { user, blocked };
  const atOnce = createSemaphore(READS_AT_ONCE);
  const read = await settleAll(
    conversations.map((conversation) =>
      atOnce(async () => {
        const { logs, from } = conversation;
        const page = await readNewest(ports, logs, from ?? '', NEWEST_READ);
        const entries = page.entries.filter(({ event }) => isStanding(event, from));
        return { conversation, page: { ...page, entries }, after: unreadAfter(conversation) };
      }),
    ),
  );
  const isVisible = await findVisible(
    ports,
    user,
    read.flatMap(({ page, after }) => eventsToJudge(page, after)),
    blocked,
  );
  return settleAll(
    read.map(({ conversation, page, after }) =>
      atOnce(async () => {
        const [last, counts] = await settleAll([
          findLast(ports, reader, conversation, page, isVisible),
          countNewest(page, user, after, isVisible) ?? countUnread(ports, reader, conversation, after),
        ]);
        return { conversation, last, ...counts };
      }),
    ),
  );
}

/** The id behind which a conversation is unread. */
const unreadAfter = ({ state, unreadSince, joined = '' }: ListedConversation) =>
  laterId(state.readUpto ?? idOfTime(unreadSince ?? 0), joined);

/** The newest event and those that are unread: whether others may be seen makes no difference. */
function eventsToJudge({ entries }: LogPage, after: string): ChatEvent[] {
  return entries.filter(({ event }, index) => index === 0 || event.id > after).map(({ event }) => event);
}

/** The newest event that is one to be shown: nearly always the very newest. */
async function findLast(
  ports: SummarizePorts,
  { user, blocked }: Reader,
  conversation: ListedConversation,
  page: LogPage,
  isVisible: IsVisible,
): Promise<LoggedFrame | null> {
  const newest = page.entries[0]?.event;
  const last =
    newest && isVisible(newest) ? newest : await searchLast(ports, { user, blocked }, conversation, page);
  if (!last) return null;
  const { logs, from } = conversation;
  const shown = await showTo(ports, { viewer: user, logs, from }, last, blocked);
  return toLoggedFrame(shown, user) ?? null;
}

/** The messages of others behind the mark; undefined where more than was read may be unread. */
function countNewest(
  { entries, hasMore, last }: LogPage,
  user: string,
  after: string,
  isVisible: IsVisible,
): Counts | undefined {
  if (hasMore && (last === undefined || last > after)) return undefined;
  const unread = entries.map(({ event }) => event).filter((event) => event.id > after && isVisible(event));
  return countMessages(unread, user);
}

/** Counts the messages of others, up to `UNREAD_MAX`. @param before what was counted of newer ones */
function countMessages(events: readonly ChatEvent[], user: string, before: Counts = NONE): Counts {
  const messages = events
    .flatMap((event) =>
      'content' in event && event.from !== user && !event.isDeleted ? [event.content] : [],
    )
    .slice(0, UNREAD_MAX - before.unread);
  const mentioning = messages.filter((content) => mentionsIn(content).includes(user));
  return { unread: before.unread + messages.length, mentions: before.mentions + mentioning.length };
}

/** Looks for the newest event to be shown behind the first one that was read, which is none; undefined where there is none at all. */
async function searchLast(
  ports: SummarizePorts,
  { user, blocked }: Reader,
  { logs, from }: ListedConversation,
  { entries, hasMore, last: before }: LogPage,
): Promise<ChatEvent | undefined> {
  const find = async (found: readonly LogEntry[]) => {
    const standing = found.filter(({ event }) => isStanding(event, from));
    const visible = await selectVisible(ports, user, standing, blocked);
    return visible.find((event) => recordOf(event).isLogged);
  };
  const found = await find(entries.slice(1));
  if (found || !hasMore || before === undefined) return found;
  const range = { before, ...(from !== undefined && { from }) };
  return find((await readLogsBefore(ports, logs, range, MORE_READ)).entries);
}

/** The newest messages of others behind the mark, as far as is looked; stops at `UNREAD_MAX`. */
async function countUnread(
  ports: SummarizePorts,
  { user, blocked }: Reader,
  { logs }: ListedConversation,
  after: string,
): Promise<Counts> {
  let before: string | undefined;
  let counts = NONE;
  for (let pages = 0; pages < UNREAD_PAGES; pages++) {
    const range = { from: after, ...(before !== undefined && { before }) };
    const { entries, hasMore, last } = await readLogsBefore(ports, logs, range, UNREAD_MAX);
    const unread = entries.filter(({ event }) => event.id > after);
    counts = countMessages(await selectVisible(ports, user, unread, blocked), user, counts);
    if (counts.unread === UNREAD_MAX || !hasMore || last === undefined || last <= after) break;
    before = last;
  }
  return counts;
}
