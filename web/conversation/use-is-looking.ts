import { useSyncExternalStore } from 'react';

const EVENTS = ['focus', 'blur', 'visibilitychange'];

function listen(changed: () => void): () => void {
  for (const name of EVENTS) addEventListener(name, changed, true);
  return () => {
    for (const name of EVENTS) removeEventListener(name, changed, true);
  };
}

const isLooking = () => document.visibilityState === 'visible' && document.hasFocus();

/** Whether somebody looks at this page: it is shown and has the focus. */
export const useIsLooking = () => useSyncExternalStore(listen, isLooking);
