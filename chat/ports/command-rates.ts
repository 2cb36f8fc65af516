/** What a connection's commands have used up in one environment. */
export interface CommandRate {
  /** A leaky bucket: until then what this environment lets through by itself is used up. Epoch milliseconds. */
  readonly freeAt: number;
  /** Commands that the count shared by all environments doesn't know of yet. */
  readonly uncounted: number;
}
