import type { ChatPorts } from '../ports/chat-ports.ts';
import { type DeliveryMark, HOLD_MS } from '../ports/messages/undelivered.ts';

/** A delivery, for as long as somebody is at it. */
export interface Hold {
  /** What is written down of it when its event is stored. */
  readonly mark: DeliveryMark;
  /** Before each part of a delivery that takes long: makes sure that there is time for one more. */
  keep(): Promise<void>;
}

/** With less left than a delivery may still take from here, it is held for longer. */
const LEAST_LEFT_MS = HOLD_MS - 3_000;

/** @param name as of `undeliveredName` @param until as it was written */
export function createHold(
  { undelivered, clock }: Pick<ChatPorts, 'undelivered' | 'clock'>,
  name: string,
  until = clock.now() + HOLD_MS,
): Hold {
  let heldUntil = until;
  return {
    mark: { heldUntil: until },
    async keep() {
      const now = clock.now();
      if (heldUntil - now > LEAST_LEFT_MS) return;
      heldUntil = now + HOLD_MS;
      await undelivered.hold(name, heldUntil);
    },
  };
}
