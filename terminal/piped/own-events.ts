import { type ChatClient, isMessageCommand, type LoggedFrame } from '../../client/index.ts';

/** The events that this run's own messages become. */
export interface OwnEvents {
  /** To be asked once of each event. */
  take(event: LoggedFrame): boolean;
  /** Resolves when all that were acknowledged have been taken, or after so many milliseconds: one may be lost. */
  arrived(ms: number): Promise<void>;
}

/** @param client that has sent nothing yet */
export function followOwnEvents(client: Pick<ChatClient, 'on'>): OwnEvents {
  /** Of each message on its way, by its ref, whether its event is here, or its acknowledgement: both are to come. */
  const underWay = new Map<string, 'neither' | 'event' | 'acknowledged'>();
  let onArrived = () => {};

  function drop(ref: string): void {
    underWay.delete(ref);
    onArrived();
  }
  const isDue = () => [...underWay.values()].includes('acknowledged');

  client.on('pending', (pending) => {
    for (const { ref, command } of pending) {
      if (isMessageCommand(command) && !underWay.has(ref)) underWay.set(ref, 'neither');
    }
  });
  client.on('sent', ({ ref, id }) => {
    if (id === undefined || underWay.get(ref) === 'event') drop(ref);
    else if (underWay.has(ref)) underWay.set(ref, 'acknowledged');
  });
  client.on('failed', ({ ref }) => drop(ref));

  return {
    take(event) {
      const ref = event.type === 'message' ? event.sent_ref : undefined;
      const state = ref === undefined ? undefined : underWay.get(ref);
      if (ref === undefined || state === undefined) return false;
      if (state === 'acknowledged') drop(ref);
      else underWay.set(ref, 'event');
      return true;
    },
    arrived: (ms) =>
      new Promise((resolve) => {
        if (!isDue()) return resolve();
        const timer = setTimeout(resolve, ms);
        onArrived = () => {
          if (isDue()) return;
          clearTimeout(timer);
          resolve();
        };
      }),
  };
}
