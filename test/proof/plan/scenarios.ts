import fc from 'fast-check';
import type { FaultProfile } from '../simulation/faults.ts';
import type { GivenType } from './commands.ts';
import { type Act, type Action, type Plan, plans } from './plan.ts';

const NO_FAULTS: FaultProfile = {
  slow: 0,
  calls: 0,
  crashes: 0,
  posts: 0,
  events: 0,
  stale: 0,
  network: 0,
  tokens: 0,
};

const slowFaults = fc.constant({ ...NO_FAULTS, slow: 1, stale: 1 });

/**
 * What a client can't know of before its next heartbeat, minutes later: that its socket is dead, and what was sent right
 * before a block and is to be seen, but was not delivered any more.
 */
function takesPerHeartbeat(act: Act): boolean {
  if (act.kind === 'command') return act.type === 'block' || act.type === 'unblock';
  return act.kind === 'sleep' || act.kind === 'stall' || (act.kind === 'cut' && !act.isNoticed);
}

const send = (type: GivenType, wait: number, device: number, target = 0): Action => ({
  wait,
  device,
  act: { kind: 'command', type, target },
});

const pause = (most: number) => fc.integer({ min: 0, max: most });

/** Somebody comes back just when others speak: their audience was read before, and what they say is stored behind. */
const comingBack: fc.Arbitrary<Action[]> = fc
  .record({ device: pause(7), waits: fc.array(pause(250), { minLength: 8, maxLength: 8 }) })
  .map(({ device, waits }) => [
    { wait: 0, device, act: { kind: 'server closes' } },
    ...waits.map((wait, place) => send('lobby', wait, device + 1 + (place % 3))),
  ]);

/**
 * Only what a second sync makes up for: everything takes its time, and reads are stale; nothing dies or fails, and
 * nobody loses a socket without noticing.
 */
export const slowPlans: fc.Arbitrary<Plan> = fc
  .record({ plan: plans(slowFaults), comingBack: fc.array(comingBack, { minLength: 1, maxLength: 3 }) })
  .map(({ plan, comingBack }) => ({
    ...plan,
    actions: [...plan.actions.filter(({ act }) => !takesPerHeartbeat(act)), ...comingBack.flat()],
  }));

/** One of a user's devices leaves, and another one joins while that is under way. */
const leavingAndJoining: fc.Arbitrary<Action[]> = fc
  .record({ group: pause(1), waits: fc.array(pause(500), { minLength: 3, maxLength: 3 }) })
  .map(({ group, waits: [first = 0, second = 0, third = 0] }) => [
    send('join', 5_000 + first, 0, group),
    send('leave', 5_000 + second, 0, group),
    send('join', third, 1, group),
  ]);

/** The first user has two devices, which disagree. */
export const rejoiningPlans: fc.Arbitrary<Plan> = fc
  .record({
    plan: plans(slowFaults),
    rejoining: fc.array(leavingAndJoining, { minLength: 1, maxLength: 6 }),
  })
  .map(({ plan, rejoining }) => ({
    ...plan,
    devices: [2, ...plan.devices.slice(1)],
    actions: [...plan.actions.slice(0, 10), ...rejoining.flat()],
  }));

const CHANGES = ['join', 'leave', 'block', 'unblock'] as const;

const sayOverV1 = (type: 'lobby' | 'group', wait: number, device: number): Action => ({
  wait,
  device,
  act: { kind: 'v1', type, target: 0 },
});

/** Somebody blocks, joins and leaves while others, over v1, say things that functions die over. */
const sayingWhileOthersChange: fc.Arbitrary<Action[]> = fc
  .array(fc.record({ change: pause(3), wait: pause(20_000), target: pause(11) }), {
    minLength: 8,
    maxLength: 14,
  })
  .map((steps) =>
    steps.flatMap(({ change, wait, target }): Action[] => [
      { wait, device: target, act: { kind: 'command', type: CHANGES[change] ?? 'join', target } },
      sayOverV1('lobby', 600, target),
      sayOverV1('group', 0, target + 1),
    ]),
  );

/** Functions die, and of what a clock has others look for some runs are lost; nothing else goes wrong. */
export const dyingPlans: fc.Arbitrary<Plan> = fc
  .record({
    plan: plans(fc.constant({ ...NO_FAULTS, crashes: 1, events: 1 })),
    saying: sayingWhileOthersChange,
  })
  .map(({ plan, saying }) => ({
    ...plan,
    listeners: 2,
    actions: [
      ...['0', '1', '2', '3'].map((device) => send('join', 8_000, Number(device))),
      ...saying,
      // So that the last of them are swept while runs are lost.
      send('lobby', 200_000, 0),
    ],
  }));

const SAYINGS = ['lobby', 'group', 'whisper'] as const;
const AMENDMENTS = ['edit', 'edit', 'delete'] as const;

/** Somebody says something and changes it at once, and so does another device of theirs, while others block, join and leave. */
const changingOnesMind: fc.Arbitrary<Action[]> = fc
  .array(
    fc.record({
      saying: pause(2),
      device: pause(7),
      target: pause(11),
      amendments: fc.array(fc.record({ kind: pause(2), wait: pause(900), isOther: fc.boolean() }), {
        minLength: 1,
        maxLength: 3,
      }),
      change: pause(7),
    }),
    { minLength: 4, maxLength: 9 },
  )
  .map((steps) =>
    steps.flatMap(({ saying, device, target, amendments, change }): Action[] => {
      const between = CHANGES[change];
      return [
        send(SAYINGS[saying] ?? 'lobby', 3_000, device, target),
        ...(between ? [send(between, 300, target, device)] : []),
        ...amendments.map(({ kind, wait, isOther }) =>
          send(AMENDMENTS[kind] ?? 'edit', wait, isOther ? device + 1 : device),
        ),
      ];
    }),
  );

/** What is said is changed while it is on its way. @param faults what may go wrong */
export const amendingPlans = (faults: fc.Arbitrary<FaultProfile>): fc.Arbitrary<Plan> =>
  fc.record({ plan: plans(faults), amending: changingOnesMind }).map(({ plan, amending }) => ({
    ...plan,
    devices: [2, 2, ...plan.devices.slice(2)],
    actions: [
      ...['0', '1', '2', '3'].map((device) => send('join', 8_000, Number(device))),
      ...plan.actions.slice(0, 6),
      ...amending,
    ],
  }));

/** The first user's two devices change the profile at once, now the same field and now two of them. */
const describingOneself: fc.Arbitrary<Action[]> = fc
  .record({ fields: fc.array(pause(11), { minLength: 2, maxLength: 2 }), wait: pause(120) })
  .map(({ fields: [first = 0, second = 0], wait }) => [
    send('profile', 5_000, 0, first),
    send('profile', wait, 1, second),
  ]);

/** Everything takes its time; nothing dies or fails. */
export const describingPlans: fc.Arbitrary<Plan> = fc
  .record({
    plan: plans(slowFaults),
    describing: fc.array(describingOneself, { minLength: 2, maxLength: 8 }),
  })
  .map(({ plan, describing }) => ({
    ...plan,
    devices: [2, ...plan.devices.slice(1)],
    actions: [...plan.actions.slice(0, 6), ...describing.flat()],
  }));

/** The first user's two devices say at once of what in a conversation they want to be told. */
const mutingAtOnce: fc.Arbitrary<Action[]> = fc
  .record({ conversation: pause(11), wait: pause(120) })
  .map(({ conversation, wait }) => [
    send('notify', 5_000, 0, conversation),
    send('notify', wait, 1, conversation),
  ]);

/** Everything takes its time; nothing dies or fails. */
export const mutingPlans: fc.Arbitrary<Plan> = fc
  .record({ plan: plans(slowFaults), muting: fc.array(mutingAtOnce, { minLength: 2, maxLength: 8 }) })
  .map(({ plan, muting }) => ({
    ...plan,
    devices: [2, ...plan.devices.slice(1)],
    actions: [...plan.actions.slice(0, 6), ...muting.flat()],
  }));

/** The first user blocks the second, who is a friend, and the second is seen to go, or to come, right behind it. */
const blockingFriends: fc.Arbitrary<Action[]> = fc
  .record({ waits: fc.array(pause(400), { minLength: 4, maxLength: 4 }) })
  .map(({ waits }) =>
    waits.flatMap((wait, place) => [
      send('add', 6_000, 0, 1),
      send('add', 6_000, 1, 0),
      send('block', 6_000, 0, 1),
      send('presence', wait, 1, place % 2 === 0 ? 1 : 0),
      send('unblock', 6_000, 0, 1),
    ]),
  );

/** Everything takes its time, and lists lag behind; nothing dies or fails. */
export const blockingPlans: fc.Arbitrary<Plan> = fc
  .record({ plan: plans(slowFaults), blocking: blockingFriends })
  .map(({ plan, blocking }) => ({
    ...plan,
    devices: [1, 1, ...plan.devices.slice(2)],
    actions: [...plan.actions.slice(0, 6), ...blocking],
  }));

/** The second user is away, is whispered to, and banned before they come back. */
const banningWhoIsAway: fc.Arbitrary<Action[]> = fc
  .record({ wait: pause(400), away: pause(3) })
  .map(({ wait, away }) => [
    { wait: 8_000, device: 1, act: { kind: 'reload', milliseconds: 60_000 + 10_000 * away } },
    send('whisper', 20_000, 0, 1),
    send('ban', 8_000 + wait, 0),
    send('unban', 10_000, 0),
    // Until they are back.
    send('lobby', 60_000, 0),
  ]);

/** Everything takes its time; nothing dies or fails. */
export const banningPlans: fc.Arbitrary<Plan> = fc
  .record({ plan: plans(slowFaults), banning: fc.array(banningWhoIsAway, { minLength: 2, maxLength: 4 }) })
  .map(({ plan, banning }) => ({
    ...plan,
    devices: [1, 1],
    listeners: 0,
    actions: [...plan.actions.slice(0, 4), ...banning.flat()],
  }));

/** Something is said, and several react to it at once. */
const reactingAtOnce: fc.Arbitrary<Action[]> = fc
  .record({ device: pause(7), waits: fc.array(pause(60), { minLength: 4, maxLength: 6 }) })
  .map(({ device, waits }) => [
    send('lobby', 8_000, device),
    ...waits.map((wait, place) => send('react', place === 0 ? 5_000 : wait, device + place)),
  ]);

/** Everything takes its time; nothing dies or fails. */
export const reactingPlans: fc.Arbitrary<Plan> = fc
  .record({ plan: plans(slowFaults), reacting: fc.array(reactingAtOnce, { minLength: 2, maxLength: 6 }) })
  .map(({ plan, reacting }) => ({ ...plan, actions: [...plan.actions.slice(0, 6), ...reacting.flat()] }));

/** Posts are slow, and some come twice or only at the second attempt; nothing else goes wrong. */
export const slowPosts = fc.constant({ ...NO_FAULTS, slow: 1, posts: 1 });

/** By which the first group is made so that everybody may join it. */
const OPEN_GROUP = 8;

/** One who owns a group removes who joins it, who has two devices and comes back; others speak there. */
const kicking: fc.Arbitrary<Action[]> = fc
  .record({ target: pause(11), waits: fc.array(pause(2_000), { minLength: 5, maxLength: 5 }) })
  .map(({ target, waits: [first = 0, second = 0, third = 0, fourth = 0, fifth = 0] }) => [
    send('create', 5_000 + first, 2, OPEN_GROUP),
    send('join', 5_000 + second, 0, OPEN_GROUP),
    send('kick', 5_000 + third, 2, OPEN_GROUP + 4 * target),
    send('group', 5_000 + fourth, 2, OPEN_GROUP),
    send('pin', 5_000 + fourth, 2, 0),
    send('unban', fifth, 2, OPEN_GROUP),
  ]);

export const kickingPlans: fc.Arbitrary<Plan> = fc
  .record({ plan: plans(slowFaults), kicking: fc.array(kicking, { minLength: 1, maxLength: 4 }) })
  .map(({ plan, kicking }) => ({
    ...plan,
    devices: [2, 1, ...plan.devices.slice(2)],
    actions: kicking.flat(),
  }));

/** The third user says something everywhere, and erases everything while others answer. */
const erasing: fc.Arbitrary<Action[]> = fc
  .record({
    sayings: fc.array(pause(2), { minLength: 3, maxLength: 6 }),
    wait: pause(2_000),
    target: pause(11),
  })
  .map(({ sayings, wait, target }) => [
    send('create', 5_000, 2, OPEN_GROUP),
    send('join', 5_000, 0, OPEN_GROUP),
    ...sayings.map((kind) => send(SAYINGS[kind] ?? 'lobby', 1_000, 2, 0)),
    send('whisper', 1_000, 2, 0),
    send('react', 2_000, 2, target),
    send('lobby', wait, 2),
    send('erase', 20, 2),
    send('whisper', 300, 0, 2),
    send('group', 300, 0, OPEN_GROUP),
  ]);

/** Everything takes its time; nothing dies or fails. */
export const erasingPlans: fc.Arbitrary<Plan> = fc
  .record({ plan: plans(slowFaults), erasing })
  .map(({ plan, erasing }) => ({
    ...plan,
    devices: [1, 1, 1],
    actions: [...plan.actions.slice(0, 4), ...erasing],
  }));

/** The first user blocks the second, who goes on talking, and the third answers what both have said. */
const answering: fc.Arbitrary<Action[]> = fc
  .record({ waits: fc.array(pause(2_000), { minLength: 6, maxLength: 6 }) })
  .map(({ waits }) => [
    send('block', 5_000, 0, 1),
    ...waits.flatMap((wait) => [send('lobby', 1_000 + wait, 1), send('lobby', 2_000, 2)]),
    send('unblock', 5_000, 0, 1),
  ]);

/** Everything takes its time; nothing dies or fails. */
export const answeringPlans: fc.Arbitrary<Plan> = fc
  .record({ plan: plans(slowFaults), answering: fc.array(answering, { minLength: 1, maxLength: 2 }) })
  .map(({ plan, answering }) => ({
    ...plan,
    devices: [1, 1, 1],
    actions: [...plan.actions.slice(0, 4), ...answering.flat()],
  }));
