import { createHash } from 'node:crypto';
import { setTimeout as sleep } from 'node:timers/promises';
import type { Clock, Digest, Logger } from '../chat/ports/runtime.ts';

export const systemClock: Clock = {
  now: () => Date.now(),
  sleep: async (milliseconds) => {
    await sleep(milliseconds);
  },
};

/** SHA-256 as base64url: 43 characters. */
export const sha256: Digest = (text) => createHash('sha256').update(text).digest('base64url');

/** Lambda's JSON log format makes a record of what is written to the console, with level and request id. */
export const consoleLogger: Logger = {
  warn: (message, details) => console.warn({ message, ...describe(details) }),
  error: (message, details) => console.error({ message, ...describe(details) }),
};

/** Errors have no enumerable properties: without this a cause would be logged as `{}`. */
function describe(details: Record<string, unknown> = {}): Record<string, unknown> {
  const entries = Object.entries(details).map(([key, value]) => [
    key,
    value instanceof Error ? (value.stack ?? String(value)) : value,
  ]);
  return Object.fromEntries(entries);
}
