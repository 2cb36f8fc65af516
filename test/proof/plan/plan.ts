import fc from 'fast-check';
import type { BlockPolicy } from '../../../chat/ports/settings.ts';
import type { FaultProfile } from '../simulation/faults.ts';
import type { GivenType, MessageType } from './commands.ts';

/** Something that happens to a device or that its user does. Numbers that name something count round. */
export type Act =
  | { readonly kind: 'command'; readonly type: GivenType; readonly target: number }
  | { readonly kind: 'v1'; readonly type: MessageType; readonly target: number }
  | { readonly kind: 'burst'; readonly count: number }
  | { readonly kind: 'history' | 'read' | 'lists'; readonly target: number }
  | { readonly kind: 'cut'; readonly milliseconds: number; readonly isNoticed: boolean }
  | { readonly kind: 'stall' | 'sleep' | 'kill' | 'reload' | 'no token'; readonly milliseconds: number }
  | { readonly kind: 'reinstall' | 'server closes' };

export interface Action {
  /** Milliseconds after the action before. */
  readonly wait: number;
  readonly device: number;
  readonly act: Act;
}

/** Everything that a run is made of: the same plan gives the same run. */
export interface Plan {
  readonly seed: number;
  /** How many devices each user has. */
  readonly devices: readonly number[];
  /** How many of the users, from the first on, have a program of v1 beside. */
  readonly listeners: number;
  readonly groups: number;
  readonly blockPolicy: BlockPolicy;
  /** Of one user, before the oldest is closed. */
  readonly connectionsPerUser: number;
  /** Whether the lobby's audience is more than one function's work. */
  readonly isCrowded: boolean;
  readonly faults: FaultProfile;
  readonly actions: readonly Action[];
}

const MINUTE_MS = 60_000;
const HOUR_MS = 60 * MINUTE_MS;

const range = (least: number, most: number) => fc.integer({ min: least, max: most });

/** Mostly so short that things overlap; sometimes so long that heartbeats, tokens and sockets end. */
const wait = fc.oneof(
  { weight: 50, arbitrary: range(0, 300) },
  { weight: 25, arbitrary: range(300, 6_000) },
  { weight: 16, arbitrary: range(6_000, MINUTE_MS) },
  { weight: 6, arbitrary: range(MINUTE_MS, 12 * MINUTE_MS) },
  { weight: 1, arbitrary: range(12 * MINUTE_MS, 3 * HOUR_MS) },
);

const duration = fc.oneof(
  { weight: 5, arbitrary: range(1, 2_000) },
  { weight: 4, arbitrary: range(2_000, 40_000) },
  { weight: 3, arbitrary: range(40_000, 5 * MINUTE_MS) },
  { weight: 1, arbitrary: range(5 * MINUTE_MS, 2 * HOUR_MS) },
);

const target = range(0, 11);
const command = (type: GivenType, weight: number) => ({
  weight,
  arbitrary: fc.record({ kind: fc.constant('command' as const), type: fc.constant(type), target }),
});
/** All that change something, by how often each is chosen among some 200 actions. */
const commands = Object.values({
  lobby: command('lobby', 14),
  group: command('group', 16),
  whisper: command('whisper', 14),
  join: command('join', 11),
  leave: command('leave', 7),
  block: command('block', 5),
  unblock: command('unblock', 4),
  add: command('add', 3),
  accept: command('accept', 2),
  decline: command('decline', 1),
  unfriend: command('unfriend', 2),
  edit: command('edit', 12),
  delete: command('delete', 4),
  react: command('react', 10),
  unreact: command('unreact', 4),
  profile: command('profile', 5),
  presence: command('presence', 3),
  notify: command('notify', 3),
  create: command('create', 2),
  role: command('role', 4),
  describe: command('describe', 1),
  invite: command('invite', 6),
  decline_invite: command('decline_invite', 1),
  kick: command('kick', 5),
  disband: command('disband', 2),
  pin: command('pin', 3),
  unpin: command('unpin', 1),
  mute: command('mute', 2),
  ban: command('ban', 3),
  unban: command('unban', 3),
  report: command('report', 3),
  resolve_report: command('resolve_report', 1),
  erase: command('erase', 1),
} satisfies Record<GivenType, ReturnType<typeof command>>);
const lasting = (kind: 'stall' | 'sleep' | 'kill' | 'reload' | 'no token', weight: number) => ({
  weight,
  arbitrary: fc.record({ kind: fc.constant(kind), milliseconds: duration }),
});

const act: fc.Arbitrary<Act> = fc.oneof(
  ...commands,
  {
    weight: 8,
    arbitrary: fc.record({
      kind: fc.constant('v1' as const),
      type: fc.constantFrom<MessageType>('lobby', 'group', 'whisper'),
      target,
    }),
  },
  { weight: 2, arbitrary: fc.record({ kind: fc.constant('burst' as const), count: range(2, 25) }) },
  { weight: 2, arbitrary: fc.record({ kind: fc.constant('history' as const), target }) },
  { weight: 3, arbitrary: fc.record({ kind: fc.constant('read' as const), target }) },
  { weight: 1, arbitrary: fc.record({ kind: fc.constant('lists' as const), target }) },
  {
    weight: 6,
    arbitrary: fc.record({
      kind: fc.constant('cut' as const),
      milliseconds: duration,
      isNoticed: fc.boolean(),
    }),
  },
  lasting('stall', 3),
  lasting('sleep', 2),
  lasting('kill', 4),
  lasting('reload', 2),
  lasting('no token', 2),
  { weight: 1, arbitrary: fc.record({ kind: fc.constant('reinstall' as const) }) },
  { weight: 3, arbitrary: fc.record({ kind: fc.constant('server closes' as const) }) },
);

const level = fc.constantFrom(0, 0.3, 1);

const anyFaults: fc.Arbitrary<FaultProfile> = fc.record({
  slow: level,
  calls: level,
  crashes: level,
  posts: level,
  events: level,
  stale: level,
  network: level,
  tokens: level,
});

/** @param faults what may go wrong */
export const plans = (faults: fc.Arbitrary<FaultProfile> = anyFaults): fc.Arbitrary<Plan> =>
  fc.record({
    seed: fc.noShrink(fc.integer({ min: 0, max: 2 ** 31 - 1 })),
    devices: fc.array(range(1, 2), { minLength: 2, maxLength: 4 }),
    listeners: range(0, 2),
    groups: range(1, 2),
    blockPolicy: fc.constantFrom('notify' as const, 'silent' as const),
    connectionsPerUser: fc.constantFrom(10, 10, 3),
    isCrowded: fc.constantFrom(false, false, false, false, false, true),
    faults,
    actions: fc.array(fc.record({ wait, device: range(0, 7), act }), {
      minLength: 1,
      maxLength: 51,
      size: 'max',
    }),
  });
