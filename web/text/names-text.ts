const MOST_NAMES = 10;

/** `Ann, Ben and 3 others`. @param count how many there are in all, the names among them */
export function namesText(names: readonly string[], count: number): string {
  const shown = names.slice(0, MOST_NAMES);
  const others = count - shown.length;
  const rest = others > 0 ? [others === 1 ? '1 other' : `${others} others`] : [];
  const all = [...shown, ...rest];
  return all.length < 2 ? all.join('') : `${all.slice(0, -1).join(', ')} and ${all.at(-1)}`;
}
