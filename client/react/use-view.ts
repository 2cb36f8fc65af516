import { useSyncExternalStore } from 'react';
import type { View } from '../index.ts';

/** What there is to be shown of nothing: for hooks that are given nothing to show. */
export const NOTHING: View<undefined> = { value: undefined, onChange: () => () => undefined };

/** What a view shows; renders again only when that is another value. */
export function useView<Value>(view: View<Value>): Value {
  return useSyncExternalStore(
    view.onChange,
    () => view.value,
    () => view.value,
  );
}
