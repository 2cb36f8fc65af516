export type Kind = 'script' | 'styles' | 'rest';

/** @param type as DevTools names what a request is for */
export function kindOf(type: string): Kind {
  if (type === 'Script') return 'script';
  return type === 'Stylesheet' ? 'styles' : 'rest';
}

export const sumBy = <One>(all: readonly One[], weightOf: (one: One) => number) =>
  all.reduce((sum, one) => sum + weightOf(one), 0);

/** Bytes in KB of 1,000, to a tenth. */
export const formatKb = (bytes: number) => (bytes / 1_000).toFixed(1);
