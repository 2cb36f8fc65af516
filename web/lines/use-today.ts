import { useEffect, useState } from 'react';
import { serverNow } from '../text/clock.ts';

const nextMidnight = (now: number) => new Date(now).setHours(24, 0, 0, 0);

/** A time of today, epoch milliseconds: the same until midnight, when yesterday's messages are no longer today's. */
export function useToday(): number {
  const [today, setToday] = useState(serverNow);
  useEffect(() => {
    const timer = setTimeout(() => setToday(serverNow()), nextMidnight(today) - serverNow());
    return () => clearTimeout(timer);
  }, [today]);
  return today;
}
