import type { ConnectionState } from './connection/state-tracker.ts';
import type { Emitter } from './emitter.ts';
import { ChatRequestError } from './errors.ts';
import type { Events } from './events.ts';

/**
 * Waits until a client is live.
 * @param state what it is now
 * @throws ChatRequestError `refused` or `closed`
 */
export function waitUntilLive(state: ConnectionState, { on }: Pick<Emitter<Events>, 'on'>): Promise<void> {
  return new Promise((resolve, reject) => {
    const settle = (now: ConnectionState, reason?: string): boolean => {
      if (now === 'live') resolve();
      else if (now === 'refused' || now === 'closed') {
        reject(new ChatRequestError(now, reason ?? `The client is ${now}`));
      } else return false;
      return true;
    };
    if (settle(state)) return;
    const stop = on('state', (change) => {
      if (settle(change.state, change.reason)) stop();
    });
  });
}
