import type { BlockInterval, Blocks } from '../../chat/ports/blocks.ts';
import { readEventTime } from '../../protocol/event-id.ts';
import { pageOf } from './page.ts';
import { keptForNow } from './retention.ts';

interface StandingBlock {
  readonly id: string;
  readonly since: string;
  readonly isSettled: boolean;
}

/** How one user blocks another, and has blocked before. */
interface BlockRecord {
  readonly blocker: string;
  readonly blocked: string;
  standing?: StandingBlock | undefined;
  readonly past: Required<BlockInterval>[];
  endedBy?: string;
}

/** Keeps what has ended for ever. */
export function createMemoryBlocks({ clock } = keptForNow()): Blocks {
  const records = new Map<string, BlockRecord>();

  function recordOf(blocker: string, blocked: string): BlockRecord {
    // A space stands in no name.
    const key = `${blocker} ${blocked}`;
    const record = records.get(key) ?? { blocker, blocked, past: [] };
    records.set(key, record);
    return record;
  }

  function isBlocked(blocker: string, blocked: string, id = ''): boolean {
    const { standing, past } = recordOf(blocker, blocked);
    return standing !== undefined || past.some(({ since, until }) => since < id && id < until);
  }

  const sinceOf = ({ id, since, isSettled }: StandingBlock) =>
    isSettled || clock.now() >= readEventTime(since) ? since : id;

  return {
    async add({ blocker, blocked, id, since }) {
      const record = recordOf(blocker, blocked);
      if (record.standing) return record.standing.id === id;
      record.standing = { id, since, isSettled: false };
      return true;
    },

    async settle({ blocker, blocked, id, since }) {
      const record = recordOf(blocker, blocked);
      const { standing } = record;
      const isMeant = standing?.id === id && !standing.isSettled && since < standing.since;
      if (isMeant) record.standing = { id, since, isSettled: true };
    },

    async remove({ blocker, blocked, id }) {
      const record = recordOf(blocker, blocked);
      if (record.endedBy === id) return true;
      if (!record.standing) return false;
      record.past.push({ since: sinceOf(record.standing), until: id });
      record.standing = undefined;
      record.endedBy = id;
      return true;
    },

    between: async (one, other, id) => ({
      blocked: isBlocked(one, other, id),
      blockedBy: isBlocked(other, one, id),
    }),

    async blockersOf(user, id) {
      const blockers = [...records.values()].filter(
        ({ blocker, blocked }) => blocked === user && isBlocked(blocker, blocked, id),
      );
      return new Set(blockers.map(({ blocker }) => blocker));
    },

    async intervals(blocker, blocked) {
      const found = blocked.map((name): [string, readonly BlockInterval[]] => {
        const { standing, past } = recordOf(blocker, name);
        return [name, standing ? [...past, { since: sinceOf(standing) }] : [...past]];
      });
      return new Map(found.filter(([, intervals]) => intervals.length > 0));
    },

    async list(blocker, range) {
      const blocks = [...records.values()].flatMap((record) =>
        record.blocker === blocker && record.standing
          ? [{ user: record.blocked, id: record.standing.id }]
          : [],
      );
      return pageOf(blocks, ({ user }) => user, range);
    },
  };
}
