/** Is told what happens. @param line made only if somebody wants to know */
export type Trace = (line: () => string) => void;

/**
 * @param elapsed milliseconds since the beginning
 * @param tell gets each line, behind the seconds since the beginning
 */
export function createTrace(elapsed: () => number, tell: ((line: string) => void) | undefined): Trace {
  if (!tell) return () => {};
  return (line) => tell(`${(elapsed() / 1_000).toFixed(3)} ${line()}`);
}
