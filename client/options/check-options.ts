import { REF_KEPT_MS } from '../../protocol/limits.ts';
import { LONGEST_MS } from '../platform/timers.ts';
import type { Settings } from './options.ts';

/** From where to where a number makes sense, where that isn't from 1 to what a timer can wait for. */
const RANGES: Readonly<Record<string, readonly [least: number, most?: number]>> = {
  heartbeatMs: [1_000],
  syncMs: [1_000],
  connectionMaxMs: [60_000],
  // The server knows a command by its `ref` for a day; sent again later than that, it would be done twice.
  giveUpAfterMs: [1, REF_KEPT_MS / 2],
  giveUpUnsentAfterMs: [1, Number.POSITIVE_INFINITY],
  offlineAfterMs: [0, Number.POSITIVE_INFINITY],
};

/**
 * @param defaults of the options, by whose kind theirs is known
 * @throws RangeError for a number that can't work, and a URL that is none of a WebSocket
 * @throws TypeError for what is missing, or of the wrong kind
 */
export function checkSettings(settings: Settings, defaults: object): void {
  const { url, backoff } = settings;
  if (!/^wss?:\/\/[^/\s#][^\s#]*$/.test(url)) {
    throw new RangeError(`url: must begin with wss:// or ws:// (it is ${url})`);
  }
  const fields = settings as unknown as Readonly<Record<string, unknown>>;
  for (const [name, normal] of Object.entries({ ...defaults, token: checkSettings })) {
    const value = fields[name];
    if (typeof normal === 'number') requireNumber(name, value, ...(RANGES[name] ?? [1]));
    else if (typeof value !== typeof normal) throw new TypeError(`${name}: must be a ${typeof normal}`);
  }
  requireNumber('backoff.firstMs', backoff.firstMs, 1);
  requireNumber('backoff.mostMs', backoff.mostMs, backoff.firstMs);
}

function requireNumber(name: string, value: unknown, least: number, most = LONGEST_MS): void {
  if (typeof value === 'number' && value >= least && value <= most) return;
  throw new RangeError(`${name}: must be a number from ${least} to ${most} (it is ${String(value)})`);
}
