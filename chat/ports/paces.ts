/** How fast the messages of a channel may follow each other, shared by all function environments. */
export interface Paces {
  /**
   * Takes a message's share of a channel's time: a leaky bucket that drains in real time.
   * @param share.costMs how long the channel is taken by this message
   * @param share.toleranceMs how far ahead of the present it may be taken
   * @param share.now epoch milliseconds
   * @returns 0 when it was taken; else the milliseconds after which it may be tried again
   */
  take(channel: string, share: { costMs: number; toleranceMs: number; now: number }): Promise<number>;
}
