import type fc from 'fast-check';
import type { Bugs } from './bugs.ts';
import { type Action, type Plan, plans } from './plan.ts';
import {
  amendingPlans,
  answeringPlans,
  banningPlans,
  blockingPlans,
  describingPlans,
  dyingPlans,
  erasingPlans,
  kickingPlans,
  mutingPlans,
  reactingPlans,
  rejoiningPlans,
  slowPlans,
  slowPosts,
} from './scenarios.ts';

/** The plans that a bug is looked for in, and how each is looked at. */
export interface Scenario {
  readonly arbitrary: fc.Arbitrary<Plan>;
  /**
   * Known to find its bugs within its first plans. Where it no longer does, as plans are made otherwise by then, they are
   * found later, in a minute and not in a second: then another seed is worth looking for.
   */
  readonly seed: number;
  readonly earlyAfterMs?: number;
}

/** Who is banned is away for longer than an early look waits. */
function withoutBans(plan: Plan): Plan {
  const isBan = ({ act }: Action) => act.kind === 'command' && act.type === 'ban';
  return { ...plan, actions: plan.actions.filter((action) => !isBan(action)) };
}

const SCENARIOS = {
  // Before the next heartbeat, which finds everything.
  slow: { arbitrary: slowPlans.map(withoutBans), seed: 35, earlyAfterMs: 100_000 },
  any: { arbitrary: plans(), seed: 20_261_126 },
  answering: { arbitrary: answeringPlans, seed: 9 },
  rejoining: { arbitrary: rejoiningPlans, seed: 20_261_126 },
  dying: { arbitrary: dyingPlans, seed: 18 },
  describing: { arbitrary: describingPlans, seed: 9 },
  muting: { arbitrary: mutingPlans, seed: 9 },
  banning: { arbitrary: banningPlans, seed: 9 },
  blocking: { arbitrary: blockingPlans, seed: 9 },
  reacting: { arbitrary: reactingPlans, seed: 17 },
  amending: { arbitrary: amendingPlans(slowPosts), seed: 9 },
  erasing: { arbitrary: erasingPlans, seed: 9 },
  kicking: { arbitrary: kickingPlans, seed: 9 },
  crowded: { arbitrary: dyingPlans.map((plan) => ({ ...plan, isCrowded: true })), seed: 20_261_126 },
} satisfies Record<string, Scenario>;

export type ScenarioName = keyof typeof SCENARIOS;
export const scenarios: Readonly<Record<ScenarioName, Scenario>> = SCENARIOS;

export interface PlantedBug {
  readonly name: string;
  /** By which `npm run proof -- --bug` plants it. */
  readonly option: string;
  readonly bugs: Bugs;
  readonly scenario: ScenarioName;
}

export const plantedBugs: readonly PlantedBug[] = [
  {
    name: 'a client that does not sync again 35 s after a new subscription',
    option: 'second-sync',
    bugs: { skipSecondSync: true },
    scenario: 'slow',
  },
  {
    name: 'a client that drops an edit that overtakes its message',
    option: 'edit-overtakes',
    bugs: { dropEarlyChanges: true },
    scenario: 'amending',
  },
  {
    name: 'a message that is posted before it is stored',
    option: 'late-write',
    bugs: { postBeforeWriting: true },
    scenario: 'any',
  },
  {
    name: 'a leave that takes a newer membership’s subscriptions away',
    option: 'versions',
    bugs: { forgetVersions: true },
    scenario: 'rejoining',
  },
  {
    name: 'a kick that forgets all devices but one',
    option: 'kick-forgets',
    bugs: { forgetDevices: true },
    scenario: 'kicking',
  },
  {
    name: 'what counts as delivered before it is posted',
    option: 'early-removal',
    bugs: { removeBeforePosts: true },
    scenario: 'dying',
  },
  {
    name: 'a sweep that forgets blocks, and since when somebody is a member',
    option: 'careless-sweep',
    bugs: { sweepCarelessly: true },
    scenario: 'dying',
  },
  {
    name: 'a reply that shows what it answers to who blocks the author of that',
    option: 'careless-quotes',
    bugs: { quoteCarelessly: true },
    scenario: 'answering',
  },
  {
    name: 'a sweep that posts what is too late',
    option: 'late-sweep',
    bugs: { sweepTooLate: true },
    scenario: 'dying',
  },
  {
    name: 'that what another function is asked for is written down nowhere',
    option: 'forgotten-requests',
    bugs: { forgetRequests: true },
    scenario: 'crowded',
  },
  {
    name: 'a profile that is written over what another device has written meanwhile',
    option: 'lost-profiles',
    bugs: { overwriteProfiles: true },
    scenario: 'describing',
  },
  {
    name: 'a conversation that an older command mutes over a later one',
    option: 'lost-levels',
    bugs: { overwriteLevels: true },
    scenario: 'muting',
  },
  {
    name: 'a ban that forgets what waits',
    option: 'ban-forgets',
    bugs: { forgetWhatWaits: true },
    scenario: 'banning',
  },
  {
    name: 'an erasure that leaves whispers in the log',
    option: 'erasure-forgets',
    bugs: { forgetWhispers: true },
    scenario: 'erasing',
  },
  {
    name: 'a presence that survives a block, as the list of friends alone is asked',
    option: 'careless-presence',
    bugs: { tellFriendsCarelessly: true },
    scenario: 'blocking',
  },
  {
    name: 'a count of reactions that is written over what another function has counted meanwhile',
    option: 'lost-counts',
    bugs: { overwriteCounts: true },
    scenario: 'reacting',
  },
];
