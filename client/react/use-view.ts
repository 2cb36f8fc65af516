import { useSyncExternalStore } from 'react';
import type { View } from '../index.ts';

/** What a view shows; renders again only when that is another value. */
export function useView<Value>(view: View<Value>): Value {
  return useSyncExternalStore(
    view.onChange,
    () => view.value,
    () => view.value,
  );
}
