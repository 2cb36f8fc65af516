import type { ChatClient, LoggedFrame } from '../../../client/index.ts';

/** What a device reads of histories. */
export interface DeviceHistories {
  /** By conversation: all that there was, when it was last read to its end. */
  readonly all: ReadonlyMap<string, readonly LoggedFrame[]>;
  /** Reads a page of a conversation. @param onFrame is told each event that it shows */
  read(conversation: string, onFrame: (frame: LoggedFrame) => void): void;
  /** Reads all pages of a conversation, and has its timeline load them; one that the user may not see is passed over. */
  readAll(conversation: string): void;
}

/** @param client that runs now, if one does */
export function createDeviceHistories(client: () => ChatClient | undefined): DeviceHistories {
  const all = new Map<string, readonly LoggedFrame[]>();
  return {
    all,
    read(conversation, onFrame) {
      client()
        ?.history(conversation)
        .then(
          ({ events }) => events.forEach(onFrame),
          () => undefined,
        );
    },
    readAll(conversation) {
      const asked = client();
      const frames: LoggedFrame[] = [];
      async function read(before?: string): Promise<void> {
        const page = await asked?.history(conversation, before === undefined ? {} : { before });
        frames.push(...(page?.events ?? []));
        if (page?.before) return read(page.before);
        all.set(conversation, frames);
      }
      async function fill(timeline = asked?.timeline(conversation)): Promise<void> {
        while (timeline && !timeline.isComplete) await timeline.older(100);
      }
      read().catch(() => undefined);
      fill().catch(() => undefined);
    },
  };
}
