import { isMessage } from '../../protocol/events/messages.ts';
import type { ChatPorts } from '../ports/chat-ports.ts';
import type { LogEntry } from '../ports/messages/messages.ts';
import { HOLD_MS } from '../ports/messages/undelivered.ts';
import { recount } from '../reactions/recount.ts';
import { createSemaphore } from '../semaphore.ts';
import { settleAll } from '../settle-all.ts';
import { type WalkPorts, walkConversations } from './walk-conversations.ts';

export type EraseSaidPorts = WalkPorts & Pick<ChatPorts, 'log' | 'reactions' | 'undelivered' | 'clock'>;

const READ_AT_ONCE = 500;
const WRITES_AT_ONCE = 25;

/** Whose messages, and by which command they are deleted. */
interface ErasedUser {
  readonly user: string;
  readonly id: string;
}

/**
 * Deletes what a user has said, and how they have reacted, in one read of one log: others find places without content.
 * @param place where to go on: a conversation's key, which of its logs, and an id; empty: at the beginning
 * @param since nothing older than this id is looked at
 * @returns where to go on; undefined: there is no more
 */
export async function eraseSaid(
  ports: EraseSaidPorts,
  { user, id }: ErasedUser,
  place: string,
  since = '',
): Promise<string | undefined> {
  // No key has a space.
  const [from = '', index = '0', after = since] = place.split(' ');
  const walk = walkConversations(ports, user, from);
  const { value: first } = await walk.next();
  if (!first) return undefined;
  const isResumed = first.key === from;
  const log = first.logs[isResumed ? Number(index) : 0];
  if (log !== undefined) {
    const page = await ports.log.readAfter(log, isResumed ? after : since, READ_AT_ONCE);
    await erasePage(ports, { user, id }, log, page.entries);
    if (page.hasMore && page.last !== undefined) return `${first.key} ${isResumed ? index : 0} ${page.last}`;
  }
  const next = (isResumed ? Number(index) : 0) + 1;
  return next < first.logs.length ? `${first.key} ${next}` : (await walk.next()).value?.key;
}

async function erasePage(
  ports: EraseSaidPorts,
  { user, id }: ErasedUser,
  log: string,
  entries: readonly LogEntry[],
): Promise<void> {
  const atOnce = createSemaphore(WRITES_AT_ONCE);
  const messages = new Map(entries.flatMap(({ event }) => (isMessage(event) ? [[event.id, event]] : [])));
  const own = [...messages.values()].filter(({ from, isDeleted }) => from === user && !isDeleted);
  // Also where nothing stands beside the message: of a function that died the reaction is there, and not counted.
  const reactedTo = [...(await ports.reactions.of(user, [...messages.keys()])).keys()];
  await settleAll([
    ...own.map(({ id: of }) => atOnce(() => ports.log.amend(log, of, { from: user, rev: id }))),
    ...reactedTo.map((of) =>
      atOnce(() =>
        messages.get(of)?.isDeleted
          ? ports.reactions.forget(of, user)
          : eraseReactions(ports, user, { conversation: log, id: of }),
      ),
    ),
  ]);
}

/** Noted before, as of any change of reactions: of a function that dies between the two a sweep counts them. */
async function eraseReactions(
  ports: EraseSaidPorts,
  user: string,
  place: { readonly conversation: string; readonly id: string },
): Promise<void> {
  const { conversation, id: message } = place;
  const mark = { id: `${message}~r`, conversation, message, heldUntil: ports.clock.now() + HOLD_MS };
  await ports.undelivered.put(mark);
  await ports.reactions.forget(message, user);
  await recount(ports, place);
  await ports.undelivered.drop(mark.id, mark.heldUntil);
}
