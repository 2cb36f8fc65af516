import type { ProbeFrame } from '../../protocol/frames/passing.ts';
import { readConnectionsOf } from '../delivery/audience.ts';
import type { ChatPorts } from '../ports/chat-ports.ts';
import type { Subscription } from '../ports/connections/subscriptions.ts';
import { mayBeOpening } from '../posting/try-until.ts';
import { createSemaphore } from '../semaphore.ts';
import { settleAll } from '../settle-all.ts';

/** What came of asking: `unasked` in v1, which has no frame for it; `silent` where no answer came in time. */
export type Presence = 'here' | 'unasked' | 'silent' | 'gone';

/** Before each look at who has answered; three seconds, for a slow phone. */
const PAUSES_MS = [250, 250, 500, 1_000, 1_000];
/** An answer to another run, a moment ago, will do; and clocks differ. */
const HEARD_LATELY_MS = 10_000;
const POSTS_AT_ONCE = 20;

const PROBE = JSON.stringify({ type: 'probe' } satisfies ProbeFrame);

type AskPorts = Pick<ChatPorts, 'posts' | 'subscriptions' | 'clock'>;

/**
 * Asks connections whether anybody is there, and waits up to three seconds for their `here`. A post that arrives says
 * nothing: API Gateway takes it for a network that has been left, too.
 */
export async function askWhoIsThere(
  ports: AskPorts,
  user: string,
  connections: readonly Subscription[],
): Promise<ReadonlyMap<string, Presence>> {
  const { posts, subscriptions, clock } = ports;
  const presence = new Map<string, Presence>();
  const since = clock.now() - HEARD_LATELY_MS;
  const atOnce = createSemaphore(POSTS_AT_ONCE);

  async function ask(connection: Subscription): Promise<void> {
    const { connectionId } = connection;
    const { kind } = await atOnce(() => posts.post(connectionId, PROBE));
    if (kind === 'gone') presence.set(connectionId, mayBeOpening(ports, connection) ? 'here' : 'gone');
  }

  async function awaitAnswers(): Promise<void> {
    for (const pause of PAUSES_MS) {
      if (![...presence.values()].includes('silent')) return;
      await clock.sleep(pause);
      const heard = await readConnectionsOf(subscriptions, user, { consistent: true });
      const left = new Map(heard.map(({ connectionId, heardAt = 0 }) => [connectionId, heardAt]));
      for (const { connectionId } of connections) {
        const heardAt = left.get(connectionId);
        if (heardAt === undefined) presence.set(connectionId, 'gone');
        else if (heardAt > since) presence.set(connectionId, 'here');
      }
    }
  }

  for (const { connectionId, protocol } of connections)
    presence.set(connectionId, protocol === 'v2' ? 'silent' : 'unasked');
  // Also when a read fails: a post that is under way then would be made minutes later, by a frozen environment.
  await settleAll([...connections.filter(({ protocol }) => protocol === 'v2').map(ask), awaitAnswers()]);
  return presence;
}
