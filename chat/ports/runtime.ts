export interface Clock {
  /** Epoch milliseconds. */
  now(): number;
  sleep(milliseconds: number): Promise<void>;
}

/** A digest of a text that two texts don't share (SHA-256). */
export type Digest = (text: string) => string;

/** A number in [0, 1). */
export type Random = () => number;

/** Where faults go that no client can be told of. */
export interface Logger {
  warn(message: string, details?: Record<string, unknown>): void;
  error(message: string, details?: Record<string, unknown>): void;
}

/** Time, chance and what a runtime has, which the chat has none of its own of. */
export interface Runtime {
  readonly clock: Clock;
  readonly random: Random;
  readonly digest: Digest;
  readonly logger: Logger;
}
