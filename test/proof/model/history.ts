import { seenFrom } from '../../../chat/ports/groups/groups.ts';
import type { WaitingEvent } from '../../../chat/ports/messages/messages.ts';
import type { CommandRecord } from '../plan/commands.ts';
import type { Scheduler } from '../simulation/scheduler.ts';
import type { WorldStores } from '../simulation/stores.ts';
import { type Erased, recordErasures } from './erasures.ts';
import { type RecordedLog, recordLog } from './log.ts';
import type { SubscriptionPeriod } from './subscriptions.ts';
import { recordSubscriptions } from './subscriptions.ts';
import { type RecordedDeliveries, recordUndelivered } from './undelivered.ts';
import { recordWaiting } from './waiting.ts';

/** Times are epoch milliseconds; ids are those of events. */
export interface MembershipPeriod {
  readonly user: string;
  readonly group: string;
  readonly groupId: string;
  /** The id of the joining. */
  readonly from: string;
  /** The id from which on its user sees what was said: that, or of a group with its full history the group's. */
  readonly seenFrom: string;
  /** When the membership was written. */
  readonly writtenAt: number;
  /** When it was deleted. */
  endedAt?: number;
  /** When the leaving was acknowledged: from then on its user may hear no more of the group. */
  leftAt?: number;
}

export interface BlockPeriod {
  readonly blocker: string;
  readonly blocked: string;
  readonly id: string;
  readonly addedAt: number;
  /** Nothing with a later id is shown; of a block that was never settled the one that was given for that case. */
  since: string;
  settledAt?: number;
  /** The id from which on all is shown again. */
  until?: string;
  /** When the block was taken away; a whisper that was checked before then is refused or hidden. */
  removedAt?: number;
}

/** What really came to be in the stores, written down as it happened. */
export interface RunHistory extends RecordedLog {
  readonly memberships: readonly MembershipPeriod[];
  readonly blocks: readonly BlockPeriod[];
  readonly subscriptions: readonly SubscriptionPeriod[];
  readonly deliveries: RecordedDeliveries;
  /** Each invitation that was ever written, and when; epoch milliseconds. */
  readonly invitations: readonly { readonly user: string; readonly groupId: string; readonly at: number }[];
  /** Who has erased everything about themselves, by name. */
  readonly erasures: ReadonlyMap<string, Erased>;
  /** What has ever waited for a user, by its id. */
  readonly waited: ReadonlyMap<string, WaitingEvent>;
  /** Each command's ids: one for every time that its `ref` was claimed. */
  readonly refOf: ReadonlyMap<string, { readonly user: string; readonly ref: string }>;
}

/** @returns the stores, which do the same as before, and what they have done */
export function recordHistory(
  scheduler: Scheduler,
  stores: WorldStores,
): { stores: WorldStores; history: RunHistory } {
  const memberships: MembershipPeriod[] = [];
  const blocks: BlockPeriod[] = [];
  const invitations: RunHistory['invitations'][number][] = [];
  const refOf = new Map<string, { user: string; ref: string }>();
  const subscriptions = recordSubscriptions(scheduler, stores.subscriptions);
  const log = recordLog(scheduler, stores.log);
  const waiting = recordWaiting(stores.waiting);
  const users = recordErasures(scheduler, stores.users);
  const undelivered = recordUndelivered(scheduler, stores.undelivered);
  const { groups, blocks: blockStore, refs } = stores;

  const openBlock = (blocker: string, blocked: string) =>
    blocks.findLast(
      (block) => block.blocker === blocker && block.blocked === blocked && block.until === undefined,
    );

  return {
    history: {
      ...log.recorded,
      memberships,
      blocks,
      refOf,
      invitations,
      subscriptions: subscriptions.periods,
      deliveries: undelivered.recorded,
      erasures: users.erasures,
      waited: waiting.waited,
    },
    stores: {
      ...stores,
      subscriptions: subscriptions.store,
      log: log.store,
      users: users.store,
      undelivered: undelivered.store,
      waiting: waiting.store,
      groups: {
        ...groups,
        async addMember(membership) {
          const { user, group, groupId, version } = membership;
          const isAdded = await groups.addMember(membership);
          const isKnown = memberships.some(
            (period) =>
              period.user === user &&
              period.groupId === groupId &&
              period.from === version &&
              period.endedAt === undefined,
          );
          if (isAdded && !isKnown) {
            memberships.push({
              user,
              group,
              groupId,
              from: version,
              seenFrom: seenFrom(membership),
              writtenAt: scheduler.now(),
            });
          }
          return isAdded;
        },
        async removeMember(membership) {
          const isRemoved = await groups.removeMember(membership);
          const period = memberships.findLast(
            ({ user, groupId, from }) =>
              user === membership.user && groupId === membership.groupId && from === membership.version,
          );
          if (isRemoved && period && period.endedAt === undefined) period.endedAt = scheduler.now();
          return isRemoved;
        },
        async endMembership(user, group, id) {
          const ended = await groups.endMembership(user, group, id);
          const period = memberships.findLast(
            (other) =>
              other.user === user && other.groupId === ended?.groupId && other.from === ended.version,
          );
          if (period && period.endedAt === undefined) period.endedAt = scheduler.now();
          return ended;
        },
      },
      invitations: {
        ...stores.invitations,
        async add(invitation) {
          const { user, groupId } = invitation;
          invitations.push({ user, groupId, at: scheduler.now() });
          return stores.invitations.add(invitation);
        },
      },
      blocks: {
        ...blockStore,
        async add(block) {
          const { blocker, blocked, id, since } = block;
          const isAdded = await blockStore.add(block);
          if (isAdded && !openBlock(blocker, blocked)) {
            blocks.push({ blocker, blocked, id, since, addedAt: scheduler.now() });
          }
          return isAdded;
        },
        async settle(block) {
          await blockStore.settle(block);
          const period = openBlock(block.blocker, block.blocked);
          const isMeant = period?.id === block.id && period.settledAt === undefined;
          if (!isMeant || block.since >= period.since) return;
          period.since = block.since;
          period.settledAt = scheduler.now();
        },
        async remove(block) {
          const isRemoved = await blockStore.remove(block);
          const period = openBlock(block.blocker, block.blocked);
          // A block that was ended by this id before is ended again, and one that began since stands.
          const { blocked: isStanding } = await blockStore.between(block.blocker, block.blocked);
          if (isRemoved && period && !isStanding) {
            period.until = block.id;
            period.removedAt = scheduler.now();
          }
          return isRemoved;
        },
      },
      refs: {
        ...refs,
        async claim(user, ref, claim) {
          const before = await refs.claim(user, ref, claim);
          if (before === undefined) refOf.set(claim.id, { user, ref });
          return before;
        },
        async reclaim(user, ref, claim, was) {
          const isClaimed = await refs.reclaim(user, ref, claim, was);
          if (isClaimed) refOf.set(claim.id, { user, ref });
          return isClaimed;
        },
      },
    },
  };
}

/** Writes down when each leaving was acknowledged, as far as it is known by now. */
export function noteLeavings({ memberships }: RunHistory, commands: Iterable<CommandRecord>): void {
  const leavings = [...commands].filter(
    ({ type, outcome }) => (type === 'leave' || type === 'kick') && outcome === 'acked',
  );
  for (const period of memberships) {
    const { user, group, endedAt } = period;
    if (endedAt === undefined) continue;
    const times = leavings.flatMap(({ settledAt = 0, ...command }) =>
      (command.member ?? command.user) === user && command.target === group && settledAt >= endedAt
        ? [settledAt]
        : [],
    );
    if (times.length > 0) period.leftAt = Math.min(...times);
  }
}
