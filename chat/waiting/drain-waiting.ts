import { deliverToUser } from '../delivery/deliver-to-user.ts';
import type { ChatPorts } from '../ports/chat-ports.ts';
import type { Recipient } from '../ports/connections/subscriptions.ts';
import type { ReachPorts } from '../posting/reach.ts';
import { hasValidToken } from '../rules/valid-token.ts';
import { type DuePorts, findDue } from './find-due.ts';
import { makeLease } from './lease.ts';

export type DrainPorts = ReachPorts & DuePorts & Pick<ChatPorts, 'waiting' | 'waitingCounts' | 'random'>;

export interface DrainOptions {
  /** Epoch milliseconds after which no further event is begun. */
  readonly deadline: number;
  /** Connections that are known not to be reached. */
  readonly tried?: readonly Recipient[];
  /** Whether to wait for an event that somebody else holds: a holder that crashed goes on with nothing. */
  readonly isPatient?: boolean;
}

/** What became of it. */
export interface Drained {
  readonly count: number;
  /** Whether nothing waits any more. */
  readonly isDone: boolean;
  /** One of the connections that are still there, if its time was over before all was handed over. */
  readonly leftTo?: string;
}

/** A connection that is about to open opens within that time, or another one is looked for. */
const ATTEMPT_MS = 5_000;
/** With less time than this an attempt would end before it began, and close who is only just there. */
const LEAST_ATTEMPT_MS = 1_000;
/** Between two looks at an event that somebody else holds. */
const LOOK_AGAIN_MS = 500;

/**
 * Posts what waits for a user to all connections that the user has, oldest first. Stops at an event that somebody
 * else holds: what lies behind it must not overtake it, and the holder is asked to go on with that.
 */
export async function drainWaiting(
  ports: DrainPorts,
  user: string,
  { deadline, tried = [], isPatient = false }: DrainOptions,
): Promise<Drained> {
  /** Tells the leases of this drain from all others. */
  const holder = ports.random();
  const isTried = new Set(tried.map(({ connectionId }) => connectionId));
  const { connections: found, barredUntil } = await ports.subscriptions.ofUser(user);
  const startedAt = ports.clock.now();
  // Nobody is there who may have it: it waits on, until the ban is over.
  if (barredUntil > startedAt) return { count: 0, isDone: false };
  // Whose token has ended hears nothing until a fresh one comes, which asks for what waits.
  const connections = found.filter((connection) => hasValidToken(connection, startedAt));
  const recipients = connections.filter(({ connectionId }) => !isTried.has(connectionId));
  let count = 0;
  const unfinished = (): Drained => ({
    count,
    isDone: false,
    ...(connections[0] && { leftTo: connections[0].connectionId }),
  });
  // Whom nobody found open yet may open later.
  if (recipients.length === 0) return unfinished();
  for (let isFollowed = true; isFollowed; ) {
    isFollowed = false;
    for await (const waiting of ports.waiting.list(user)) {
      const { id } = waiting;
      const now = ports.clock.now();
      if (deadline - now < LEAST_ATTEMPT_MS) return unfinished();
      if (!(await ports.waiting.lease(user, id, makeLease(now, holder)))) {
        if (!(await ports.waiting.follow(user, id))) continue;
        if (!isPatient) return { count, isDone: false };
        await ports.clock.sleep(LOOK_AGAIN_MS);
        isFollowed = true;
        break;
      }
      const due = await findDue(ports, user, waiting);
      const left = deadline - ports.clock.now();
      if (due === 'not yet' || left < LEAST_ATTEMPT_MS) {
        await ports.waiting.release(user, id);
        if (!isPatient || left < LEAST_ATTEMPT_MS) return unfinished();
        await ports.clock.sleep(LOOK_AGAIN_MS);
        isFollowed = true;
        break;
      }
      if (due !== 'never') {
        const attempt = ports.clock.now() + Math.min(left, ATTEMPT_MS);
        if ((await deliverToUser(ports, due, { user, recipients }, attempt)) === 0) {
          await ports.waiting.release(user, id);
          // Behind the release: who signed in meanwhile has found the event held.
          const others = { deadline, tried: [...tried, ...recipients], isPatient };
          const byOthers = await drainWaiting(ports, user, others);
          return { ...byOthers, count: count + byOthers.count };
        }
        count++;
      }
      // Somebody stopped at this event, perhaps with one of their own that the list doesn't have: look again.
      if (await ports.waiting.remove(user, id)) isFollowed = true;
    }
  }
  if (count > 0) await ports.waitingCounts.reset(user);
  return { count, isDone: true };
}
