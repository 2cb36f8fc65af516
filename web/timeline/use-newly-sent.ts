import { useRef } from 'react';
import type { Line } from '../lines/list-lines.ts';

/** Tells of lines whether one's own message has been sent since it was last asked. */
export function useNewlySent(): (lines: readonly Line[]) => boolean {
  const known = useRef<Set<string> | undefined>(undefined);
  return (lines) => {
    const pending = lines.filter(({ row }) => row.status === 'pending').map(({ key }) => key);
    // What was on its way when the conversation was opened was said before.
    const isNew = known.current !== undefined && pending.some((key) => !known.current?.has(key));
    known.current ??= new Set();
    for (const key of pending) known.current.add(key);
    return isNew;
  };
}
