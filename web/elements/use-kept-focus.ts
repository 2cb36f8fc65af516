import { type FocusEvent, type RefObject, useEffect, useRef } from 'react';

/**
 * Keeps the focus in a list whose items go as they are dealt with: what comes in the place of the one that had it has it then, and
 * behind the last the list itself, which takes it by `tabIndex={-1}`.
 * @param items as they are shown @param row which elements of the list these are, as a selector
 * @returns what the list must be given
 */
export function useKeptFocus(
  list: RefObject<HTMLElement | null>,
  items: readonly unknown[],
  row = ':scope > *',
) {
  /** The place of the item that had the focus; undefined: none. */
  const place = useRef<number>(undefined);
  // biome-ignore lint/correctness/useExhaustiveDependencies: with an item the focus may have gone
  useEffect(() => {
    const { activeElement, body } = document;
    if (place.current === undefined || (activeElement !== null && activeElement !== body)) return;
    const rows = list.current?.querySelectorAll(row) ?? [];
    const next = rows[Math.min(place.current, rows.length - 1)];
    const buttons = next?.querySelectorAll<HTMLElement>('button:not(:disabled)') ?? [];
    (buttons[buttons.length - 1] ?? list.current)?.focus();
  }, [items]);
  return {
    tabIndex: -1,
    onFocus({ currentTarget, target }: FocusEvent<HTMLElement>) {
      const at = [...currentTarget.querySelectorAll(row)].findIndex((one) => one.contains(target));
      place.current = at === -1 ? undefined : at;
    },
    onBlur({ relatedTarget }: FocusEvent<HTMLElement>) {
      // Where something else has it; where nothing has, it may have gone with its item.
      if (relatedTarget !== null) place.current = undefined;
    },
  };
}
