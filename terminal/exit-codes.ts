/** What the program ends with; one that a signal has ended ends with 128 and its number. */
export const EXIT = { done: 0, failed: 1, usage: 2, noConnection: 3, readerGone: 128 + 13 } as const;

export type EndingSignal = 'SIGINT' | 'SIGTERM' | 'SIGHUP';

export const exitCodeOf = (signal: EndingSignal): number =>
  128 + { SIGHUP: 1, SIGINT: 2, SIGTERM: 15 }[signal];
