import { idOfTime, readEventTime } from '../../protocol/events/event-id.ts';
import { DELIVERY_DEADLINE_MS } from '../../protocol/limits.ts';
import type { ChatPorts } from '../ports/chat-ports.ts';
import { directoryKey } from '../ports/people/directory.ts';
import type { ReachPorts } from '../posting/reach.ts';
import { settleAll } from '../settle-all.ts';
import { closeErased } from './close-erased.ts';
import { type EraseMembershipsPorts, eraseMemberships, eraseRoles } from './erase-memberships.ts';
import { eraseBlocks, eraseFriendships, eraseWaiting } from './erase-relations.ts';
import { type EraseSaidPorts, eraseSaid } from './erase-said.ts';
import { WRITTEN_WITHIN_MS } from './note-erasure.ts';

export type ErasurePorts = ReachPorts &
  EraseMembershipsPorts &
  EraseSaidPorts &
  Pick<
    ChatPorts,
    | 'users'
    | 'profiles'
    | 'presences'
    | 'directory'
    | 'friendships'
    | 'invitations'
    | 'waiting'
    | 'waitingCounts'
    | 'refs'
    | 'reports'
  >;

/** Who is erased, and by which command. */
export interface ErasedUser {
  readonly user: string;
  readonly id: string;
}

/** What a step came to. */
export interface StepResult {
  /** Behind what it goes on; absent: it is over. */
  readonly next?: string | undefined;
  /** So long nothing is to be done, milliseconds. */
  readonly waitMs?: number;
}

/** Each may be done again, wholly or in part. @param after behind what it goes on; empty: from the beginning */
type Step = (ports: ErasurePorts, erased: ErasedUser, after: string) => Promise<StepResult>;

/**
 * What an erasure does, in this order: nobody is there any more who could make anything anew, then what others see is taken
 * away, then what was said. By the rows of conversations what was said is found: so they go last.
 */
const STEPS = {
  channel: shutChannel,
  connections: closeAll,
  profile: eraseProfile,
  friendships: async (ports, { user }, after) => ({ next: await eraseFriendships(ports, user, after) }),
  blocks: async (ports, { user }) => ({ next: await eraseBlocks(ports, user) }),
  memberships: async (ports, { user }) => ({ next: await eraseMemberships(ports, user) }),
  roles: async (ports, { user }, after) => ({ next: await eraseRoles(ports, user, after) }),
  waiting: async (ports, { user, id }) => ({ next: await eraseWaiting(ports, user, id) }),
  said: async (ports, erased, after) => ({ next: await eraseSaid(ports, erased, after) }),
  // Who signed in beside it may have been closed only now.
  'connections again': closeAll,
  'said since': async (ports, erased, after) => {
    const since = idOfTime(readEventTime(erased.id) - DELIVERY_DEADLINE_MS);
    return { next: await eraseSaid(ports, erased, after, since) };
  },
  rows: eraseRows,
} as const satisfies Record<string, Step>;

type StepName = keyof typeof STEPS;

const NAMES = Object.keys(STEPS) as [StepName, ...StepName[]];

/** How far an erasure has come. */
export interface ErasurePlace {
  readonly step: string;
  readonly after: string;
}

/** @returns where it goes on, and how long that is to wait; no place: all is done */
export async function runStep(
  ports: ErasurePorts,
  erased: ErasedUser,
  { step, after }: ErasurePlace,
): Promise<{ readonly place?: ErasurePlace; readonly waitMs?: number }> {
  const name = NAMES.find((one) => one === step) ?? NAMES[0];
  const { next, ...more }: StepResult = await STEPS[name](ports, erased, after);
  if (next !== undefined) return { ...more, place: { step: name, after: next } };
  const behind = NAMES[NAMES.indexOf(name) + 1];
  return behind === undefined ? more : { ...more, place: { step: behind, after: '' } };
}

/** What others were writing to the user as it was shut is there a moment later: the next step waits for that. */
async function shutChannel(ports: ErasurePorts, { user }: ErasedUser): Promise<StepResult> {
  await ports.subscriptions.shut(user);
  return { waitMs: WRITTEN_WITHIN_MS };
}

async function closeAll(ports: ErasurePorts, { user }: ErasedUser): Promise<StepResult> {
  return (await closeErased(ports, user)) ? {} : { next: '', waitMs: WRITTEN_WITHIN_MS };
}

async function eraseProfile(ports: ErasurePorts, { user, id }: ErasedUser): Promise<StepResult> {
  const profile = await ports.profiles.find(user);
  const shown = profile?.entries.display_name;
  // First: without the profile nobody knows any more where it stands.
  if (shown?.value !== undefined)
    await ports.directory.remove({ ...directoryKey(shown.value, user), rev: shown.rev });
  await ports.users.clear(user, id);
  return {};
}

async function eraseRows(ports: ErasurePorts, { user }: ErasedUser): Promise<StepResult> {
  await settleAll([
    ports.conversations.erase(user),
    ports.refs.erase(user),
    ports.presences.erase(user),
    // The reports themselves stay until they end: they are for those who keep order.
    ports.reports.forgetMaker(user),
  ]);
  return {};
}
