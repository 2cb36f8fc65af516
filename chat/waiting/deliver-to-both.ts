import { deliverToUser } from '../delivery/deliver-to-user.ts';
import type { Subscription } from '../ports/connections/subscriptions.ts';
import type { AddressedEvent } from '../ports/messages/messages.ts';
import { DELIVER_WITHIN_MS } from '../posting/deadlines.ts';
import { hasValidToken } from '../rules/valid-token.ts';
import { settleAll } from '../settle-all.ts';
import type { ContinuedDrainPorts } from './continue-drain.ts';
import { deliverElseWait } from './deliver-else-wait.ts';
import { lookBehind } from './look-behind.ts';
import { putPlaceholder, removePlaceholder } from './placeholder.ts';

/** Who hears of what one said or did to another. */
export interface BothSides {
  /** The target's connections. */
  readonly recipients: readonly Subscription[];
  /** Whether any of them may be reached. */
  readonly isThere: boolean;
  /** Those of its author that hear it as well. */
  readonly copies: readonly Subscription[];
  /** Whether it is kept from the target. */
  readonly isHidden: boolean;
}

/** @param now epoch milliseconds */
export const isAnybodyThere = (recipients: readonly Subscription[], now: number) =>
  recipients.some((recipient) => hasValidToken(recipient, now));

/**
 * Has an event wait for a target who is away; goes beside its entry in the log. For one who is there its mark is enough:
 * should nobody be reached, it waits from then on.
 */
export async function waitIfAway(
  ports: ContinuedDrainPorts,
  event: AddressedEvent,
  { isThere, isHidden }: Pick<BothSides, 'isThere' | 'isHidden'>,
): Promise<void> {
  if (isThere) return;
  await (isHidden ? putPlaceholder(ports, event) : ports.waiting.put(event.to, event, 0));
}

/**
 * Delivers a stored event to the target, now or when that one signs in, and to its author's own connections. Makes the same
 * calls, one behind the other, whether or not it is hidden: its author must not tell by time.
 * @param showTo how either of the two sees it, where that isn't as it is stored
 */
export async function deliverToBoth(
  ports: ContinuedDrainPorts,
  event: AddressedEvent,
  { recipients, copies, isThere, isHidden }: BothSides,
  showTo: (viewer: string) => AddressedEvent = () => event,
): Promise<void> {
  const { from, to } = event;
  const away = () =>
    isHidden
      ? removePlaceholder(ports, from)
      : lookBehind(ports, to, { deadline: ports.clock.now() + DELIVER_WITHIN_MS, tried: [] });
  await settleAll([
    isThere ? !isHidden && deliverElseWait(ports, showTo(to), { user: to, recipients }) : away(),
    deliverToUser(ports, showTo(from), { user: from, recipients: copies }),
  ]);
}
