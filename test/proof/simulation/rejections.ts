/** Rejections that nobody handled, while it watches. */
export interface Rejections {
  seen(): string[];
  stop(): void;
}

export function watchRejections(): Rejections {
  const seen: string[] = [];
  const listener = (reason: unknown) => {
    seen.push(reason instanceof Error ? (reason.stack ?? reason.message) : String(reason));
  };
  process.on('unhandledRejection', listener);
  return {
    seen: () => [...seen],
    stop: () => void process.off('unhandledRejection', listener),
  };
}
