import type { ChatClient, LoggedFrame } from '../../../client/index.ts';

/** The read marks that a user's devices have asked for. */
export interface ReadMarks {
  /** By conversation: the furthest that was asked for, and the furthest that was acknowledged. */
  readonly of: ReadonlyMap<string, { readonly asked: string; readonly acknowledged: string }>;
  /** Marks an event, and with it all before it, as read. */
  mark(client: ChatClient, event: LoggedFrame): void;
}

export function createReadMarks(): ReadMarks {
  const of = new Map<string, { asked: string; acknowledged: string }>();
  return {
    of,
    mark(client, { conversation, id }) {
      const mark = of.get(conversation) ?? { asked: '', acknowledged: '' };
      of.set(conversation, mark);
      if (id > mark.asked) mark.asked = id;
      client.read(conversation, id).then(
        () => {
          if (id > mark.acknowledged) mark.acknowledged = id;
        },
        () => undefined,
      );
    },
  };
}
