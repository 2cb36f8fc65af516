/** A number of messages, and of their bytes. */
export interface WaitingSize {
  readonly messages: number;
  readonly bytes: number;
}

/**
 * How much has been left waiting for whom, by whom, since all was last handed over. Only a bound: of two at once, both
 * may be the last that fits, and what waits no longer is counted until everything has been handed over.
 */
export interface WaitingCounts {
  /**
   * Counts one more message.
   * @param message.ofSender what may wait of its sender
   * @param message.ofAll what may wait of all senders together
   * @returns false when there is no room for it
   */
  admit(
    user: string,
    message: { from: string; bytes: number; ofSender: WaitingSize; ofAll: WaitingSize },
  ): Promise<boolean>;
  /** Begins anew: nothing waits any more. */
  reset(user: string): Promise<void>;
}
