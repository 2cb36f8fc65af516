import { useEffect } from 'react';
import { seenLock } from '../notifications.ts';

/** Holds a user's lock while this page is shown, so that their other tabs know that somebody sees what comes. */
export function useHoldingWhileSeen(user: string): void {
  useEffect(() => {
    const { locks } = navigator;
    if (!locks) return;
    let release: (() => void) | undefined;
    const look = () => {
      const isSeen = document.visibilityState === 'visible';
      if (isSeen === (release !== undefined)) return;
      release?.();
      release = undefined;
      if (!isSeen) return;
      const held = new Promise<void>((resolve) => {
        release = resolve;
      });
      void locks.request(seenLock(user), { mode: 'shared' }, () => held);
    };
    look();
    document.addEventListener('visibilitychange', look);
    return () => {
      document.removeEventListener('visibilitychange', look);
      release?.();
    };
  }, [user]);
}
