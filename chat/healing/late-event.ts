import type { ChatEvent } from '../../protocol/events/events.ts';
import type { Hold } from '../delivery/hold.ts';

/** A stored event that nobody delivered in time. */
export interface LateEvent {
  /** As the log calls it. */
  readonly conversation: string;
  readonly event: ChatEvent;
  /** A connection that is owed nothing. */
  readonly except?: string;
  readonly hold: Hold;
}
