import type { WaitingCounts, WaitingSize } from '../../chat/ports/messages/waiting-counts.ts';

export interface MemoryWaitingCounts extends WaitingCounts {
  /** Whether anything is counted. */
  isCounted(user: string): boolean;
}

export function createMemoryWaitingCounts(): MemoryWaitingCounts {
  const counts = new Map<string, Map<string, WaitingSize>>();

  function count(user: string, sender: string, bytes: number, most: WaitingSize): boolean {
    const ofUser = counts.get(user) ?? new Map<string, WaitingSize>();
    counts.set(user, ofUser);
    const before = ofUser.get(sender) ?? { messages: 0, bytes: 0 };
    if (before.messages >= most.messages || before.bytes >= most.bytes) return false;
    ofUser.set(sender, { messages: before.messages + 1, bytes: before.bytes + bytes });
    return true;
  }

  return {
    isCounted: (user) => counts.has(user),

    async admit(user, { from, bytes, ofSender, ofAll }) {
      return count(user, from, bytes, ofSender) && count(user, '*', bytes, ofAll);
    },

    reset: async (user) => void counts.delete(user),
  };
}
