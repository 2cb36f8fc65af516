import type { ChatEvent } from '../../protocol/events/events.ts';
import type { Hold } from '../delivery/hold.ts';
import type { UndeliveredEvent } from '../ports/messages/undelivered.ts';

/** A stored event that nobody delivered in time. */
export interface LateEvent
  extends Pick<UndeliveredEvent, 'conversation' | 'except' | 'tellsChange' | 'part'> {
  readonly event: ChatEvent;
  readonly hold: Hold;
  /**
   * By then it was stored; epoch milliseconds. By a retry of its `ref`, or a sweep, that may be long after its id: what was
   * written down with it tells.
   */
  readonly storedBy: number;
}
