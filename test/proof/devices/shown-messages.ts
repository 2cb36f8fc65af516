import type { LoggedFrame } from '../../../client/index.ts';

/** What is shown of a message from some time on. */
export interface ShownMessage {
  /** Empty: nothing has changed it. */
  readonly rev: string;
  /** Undefined: it was deleted. */
  readonly content: string | undefined;
  /** Epoch milliseconds. */
  readonly at: number;
}

/** What a program makes of the frames that come: of each message what has the greatest `rev`, of a deleted one nothing. */
export interface ShownMessages {
  /** By the id of each message that has come, all that was shown of it, oldest first. */
  readonly all: ReadonlyMap<string, readonly ShownMessage[]>;
  /** @param at epoch milliseconds */
  take(frame: LoggedFrame, at: number): void;
}

/** @param options.dropsEarlyChanges a mistake: what changes a message that hasn't come yet is dropped */
export function createShownMessages({
  dropsEarlyChanges = false,
}: {
  dropsEarlyChanges?: boolean;
}): ShownMessages {
  const all = new Map<string, ShownMessage[]>();
  /** Of messages that haven't come yet, too. */
  const latest = new Map<string, ShownMessage>();

  function change(id: string, next: ShownMessage): void {
    const before = latest.get(id);
    if (before && !replaces(next, before)) return;
    latest.set(id, next);
    all.get(id)?.push(next);
  }

  return {
    all,
    take(frame, at) {
      switch (frame.type) {
        case 'message': {
          const { id, rev = '', content, deleted = false } = frame;
          change(id, { rev, content: deleted ? undefined : content, at });
          const shown = latest.get(id);
          if (shown && !all.has(id)) all.set(id, [{ ...shown, at }]);
          return;
        }
        case 'edited':
        case 'deleted': {
          if (dropsEarlyChanges && !all.has(frame.of)) return;
          const content = frame.type === 'edited' ? frame.content : undefined;
          return change(frame.of, { rev: frame.id, content, at });
        }
      }
    },
  };
}

/** A deletion beats all; else the later change. */
function replaces(next: ShownMessage, before: ShownMessage): boolean {
  if (before.content === undefined) return false;
  return next.content === undefined || next.rev > before.rev;
}
