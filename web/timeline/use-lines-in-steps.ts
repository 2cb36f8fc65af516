import { useLayoutEffect, useReducer, useRef } from 'react';
import type { Line } from '../lines/list-lines.ts';
import { findChange } from './list-change.ts';

/**
 * What the list is given, and whether that differs at its start alone: the list takes any change of its length for one at the
 * start or for one at the end. Where both have changed, as when the newest comes and the oldest goes, the end follows in a
 * second step, before anything is painted.
 */
export function useLinesInSteps(lines: readonly Line[]): {
  readonly shown: readonly Line[];
  readonly isShifted: boolean;
} {
  const before = useRef(lines);
  const [, goOn] = useReducer((steps: number) => steps + 1, 0);
  const change = findChange(before.current, lines);
  const isShifted = change !== undefined && change.atStart !== 0;
  const shown = isShifted && change.atEnd > 0 ? lines.slice(0, -change.atEnd) : lines;
  useLayoutEffect(() => {
    before.current = shown;
    if (shown !== lines) goOn();
  });
  return { shown, isShifted };
}
