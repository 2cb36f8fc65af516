import type { BlockInterval, Blocks } from '../../chat/ports/people/blocks.ts';
import { readEventTime } from '../../protocol/events/event-id.ts';
import { pageOf } from '../page.ts';
import { DAY_MS, frozenRetention } from '../retention.ts';
import type { MemoryMutes } from './mutes.ts';

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
  endedId?: string;
  /** The block by which it is listed as one that has ever been. */
  listedBy?: string;
  /** Epoch milliseconds, from when on it isn't any more. */
  listedUntil?: number | undefined;
}

/** Keeps what has ended for ever, but for the list of all that have ever been. @param mutes which are read with who blocks a user */
export function createMemoryBlocks(
  { clock, retentionDays } = frozenRetention(),
  mutes: Pick<MemoryMutes, 'of'> = { of: () => new Map() },
): Blocks {
  const records = new Map<string, BlockRecord>();

  function recordOf(blocker: string, blocked: string): BlockRecord {
    // A space stands in no name.
    const key = `${blocker} ${blocked}`;
    const record = records.get(key) ?? { blocker, blocked, past: [] };
    records.set(key, record);
    return record;
  }

  /** Whether a block hides what has an id; without one, whether it stands. */
  function look(
    blocker: string,
    blocked: string,
    id?: string,
    orStanding = id === undefined,
  ): boolean | 'unsettled' {
    const { standing, past } = recordOf(blocker, blocked);
    if (orStanding && standing) return true;
    if (id === undefined) return false;
    if (past.some(({ since, until }) => since < id && id < until)) return true;
    if (!standing || id <= standing.id) return false;
    if (id > standing.since) return true;
    return !standing.isSettled && clock.now() < readEventTime(standing.since) && 'unsettled';
  }

  const sinceOf = ({ id, since, isSettled }: StandingBlock) =>
    isSettled || clock.now() >= readEventTime(since) ? since : id;

  return {
    async add({ blocker, blocked, id, since }) {
      const record = recordOf(blocker, blocked);
      record.listedBy = id;
      record.listedUntil = undefined;
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
      if (record.endedBy === id) return record.endedId;
      const { standing } = record;
      if (!standing) return undefined;
      record.past.push({ since: sinceOf(standing), until: id });
      record.standing = undefined;
      record.endedBy = id;
      record.endedId = standing.id;
      return standing.id;
    },

    async forget({ blocker, blocked, id }) {
      const record = recordOf(blocker, blocked);
      if (record.listedBy === id) record.listedUntil = clock.now() + retentionDays * DAY_MS;
    },

    async between(one, other, id, orStanding) {
      const [blocked, blockedBy] = [look(one, other, id, orStanding), look(other, one, id, orStanding)];
      return {
        blocked: blocked === true,
        blockedBy: blockedBy === true,
        isUnsettled: blocked === 'unsettled' || blockedBy === 'unsettled',
      };
    },

    async blockersOf(user, id, orStanding) {
      const ids: readonly (string | undefined)[] = id.length === 0 ? [undefined] : [id].flat();
      const looks = [...records.values()]
        .filter(({ blocked }) => blocked === user)
        .flatMap(({ blocker }) =>
          ids.map((one) => ({ blocker, look: look(blocker, user, one, orStanding) })),
        );
      const names = new Set(looks.filter((found) => found.look === true).map(({ blocker }) => blocker));
      return {
        names,
        mutes: mutes.of(user),
        isUnsettled: looks.some((found) => found.look === 'unsettled' && !names.has(found.blocker)),
      };
    },

    async intervals(blocker, blocked) {
      const found = blocked.map((name): [string, readonly BlockInterval[]] => {
        const { standing, past } = recordOf(blocker, name);
        return [name, standing ? [...past, { since: sinceOf(standing) }] : [...past]];
      });
      return new Map(found.filter(([, intervals]) => intervals.length > 0));
    },

    async everBlockedBy(blocker) {
      const isListed = ({ listedBy, listedUntil = Number.POSITIVE_INFINITY }: BlockRecord) =>
        listedBy !== undefined && listedUntil > clock.now();
      const own = [...records.values()].filter((record) => record.blocker === blocker && isListed(record));
      return { names: new Set(own.map(({ blocked }) => blocked)), isComplete: true };
    },

    erase: async (blocker, blocked) => void records.delete(`${blocker} ${blocked}`),

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
