import type { BlockPolicy } from '../../../chat/ports/settings.ts';
import { createMemoryPorts, type MemoryPorts } from '../../../memory/chat-ports.ts';

export interface LosingPorts {
  readonly ports: MemoryPorts;
  /** Does something in a function that dies as soon as it has stored an event, or when it is about to post. */
  lose(act: () => Promise<unknown>): Promise<void>;
}

const never = new Promise<never>(() => {});
/** In memory, and without a sleep, everything has come as far as it will within so many turns. */
const TURNS = 30;

/** Ports in memory, by which functions can be made to die between their write and their posts. */
export function loseDeliveries(blockPolicy: BlockPolicy = 'notify'): LosingPorts {
  const memory = createMemoryPorts({ blockPolicy });
  let isLosing = false;
  const ports: MemoryPorts = {
    ...memory,
    log: {
      ...memory.log,
      async append(entry) {
        await memory.log.append(entry);
        if (isLosing) await never;
      },
    },
    posts: {
      ...memory.posts,
      post: (connectionId, frame) => (isLosing ? never : memory.posts.post(connectionId, frame)),
    },
  };
  return {
    ports,
    async lose(act) {
      isLosing = true;
      void act();
      for (let turn = 0; turn < TURNS; turn++) await new Promise(setImmediate);
      isLosing = false;
    },
  };
}
