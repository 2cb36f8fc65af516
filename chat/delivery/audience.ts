import { userNotFound } from '../../protocol/errors.ts';
import { handledLater } from '../handled-later.ts';
import type { AudienceOptions, Subscription, Subscriptions } from '../ports/connections/subscriptions.ts';
import { userChannel } from '../ports/connections/subscriptions.ts';

/** Pages of subscriptions, of whatever origin. */
export type Audience = AsyncIterable<readonly Subscription[]> | Iterable<readonly Subscription[]>;

/**
 * Starts to read a channel's audience at once, beside the caller's checks, and keeps one page ahead of whoever
 * consumes it. Can be iterated once.
 */
export function openAudience(
  subscriptions: Subscriptions,
  channel: string,
  options: AudienceOptions = { consistent: false },
): AsyncIterable<readonly Subscription[]> {
  const pages = subscriptions.pages(channel, options)[Symbol.asyncIterator]();
  const first = readAhead(pages);
  return {
    async *[Symbol.asyncIterator]() {
      for (let page = await first; !page.done; ) {
        const next = readAhead(pages);
        yield page.value;
        page = await next;
      }
    },
  };
}

/**
 * The audience, and some connections even if they aren't among them: the read is eventually consistent, and who has
 * only just connected and speaks must hear it.
 */
export async function* includeConnections(
  audience: Audience,
  included: readonly Subscription[],
): AsyncIterable<readonly Subscription[]> {
  const missing = new Map(included.map((connection) => [connection.connectionId, connection]));
  for await (const page of audience) {
    for (const { connectionId } of page) missing.delete(connectionId);
    yield page;
  }
  if (missing.size > 0) yield [...missing.values()];
}

/** The audience as it is, each page shown to somebody else first, who may take time. */
export async function* observeAudience(
  audience: Audience,
  observe: (page: readonly Subscription[]) => Promise<void>,
): AsyncIterable<readonly Subscription[]> {
  for await (const page of audience) {
    await observe(page);
    yield page;
  }
}

/** All connections of one user, who has few. */
export async function readConnectionsOf(
  subscriptions: Subscriptions,
  user: string,
  options = { consistent: false },
): Promise<Subscription[]> {
  const found: Subscription[] = [];
  for await (const page of subscriptions.pages(userChannel(user), options)) found.push(...page);
  return found;
}

/**
 * The connections of somebody to whom something is to be said or done; may lag a moment behind.
 * @throws ChatError `user_not_found`: they were erased, whatever is remembered of their name
 */
export async function readTarget(
  { subscriptions }: { readonly subscriptions: Pick<Subscriptions, 'ofUser'> },
  target: string,
): Promise<readonly Subscription[]> {
  const { connections, isShut } = await subscriptions.ofUser(target, { consistent: false });
  if (isShut) throw userNotFound(target);
  return connections;
}

/** A command that is refused never looks at its audience: a fault of that read is then seen by nobody. */
const readAhead = <T>(pages: AsyncIterator<T>): Promise<IteratorResult<T>> => handledLater(pages.next());
