import { conflict, tooManyPins } from '../../protocol/errors.ts';
import { PINS_MAX } from '../../protocol/limits.ts';
import type { Group, Pin } from '../ports/groups/groups.ts';

const isOf = (id: string) => (pin: Pin) => pin.id === id;

/**
 * A group with one more message pinned.
 * @throws ChatError `conflict`: pinned already, or too many are
 */
export function withPin(group: Group, pin: Pin): Group {
  if (group.pins.some(isOf(pin.id))) throw conflict('Pinned already');
  if (isFull(group)) throw tooManyPins();
  return { ...group, pins: [...group.pins, pin] };
}

/** Whether no more messages can be pinned. */
export const isFull = ({ pins }: Group): boolean => pins.length >= PINS_MAX;

/** The pin of a message. @throws ChatError `conflict`: it isn't pinned */
export function pinOf({ pins }: Group, id: string): Pin {
  const pin = pins.find(isOf(id));
  if (!pin) throw conflict('Not pinned');
  return pin;
}

/** A group without the pins of these messages. */
export const withoutPins = (group: Group, ids: ReadonlySet<string>): Group => ({
  ...group,
  pins: group.pins.filter(({ id }) => !ids.has(id)),
});
