import type { GatewayLimits } from '../limits.ts';
import { CLOSED_AT_LIMIT } from './close-codes.ts';
import { type Connection, closeConnection } from './connection.ts';

/** Closes a connection that idles or lasts too long. Returns what stops watching. */
export function watchLifetime(connection: Connection, limits: GatewayLimits, now: () => number): () => void {
  const duration = setTimeout(() => closeConnection(connection, CLOSED_AT_LIMIT), limits.durationMs);
  let idle = setTimeout(checkIdle, limits.idleMs);
  duration.unref();
  idle.unref();

  // One timer that looks again is cheaper than one that every frame resets.
  function checkIdle(): void {
    const remaining = connection.lastActiveAt + limits.idleMs - now();
    if (remaining <= 0) {
      closeConnection(connection, CLOSED_AT_LIMIT);
      return;
    }
    idle = setTimeout(checkIdle, remaining);
    idle.unref();
  }

  return () => {
    clearTimeout(duration);
    clearTimeout(idle);
  };
}
