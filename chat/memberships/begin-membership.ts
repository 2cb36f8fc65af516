import { type Audience, includeConnections, readConnectionsOf } from '../delivery/audience.ts';
import { handledLater } from '../handled-later.ts';
import type { Subscription } from '../ports/connections/subscriptions.ts';
import type { Membership } from '../ports/groups/groups.ts';
import { settleAll } from '../settle-all.ts';
import { type EndIfBannedPorts, endIfBanned } from './end-if-banned.ts';
import { type PublishMembershipPorts, publishJoined } from './publish-joined.ts';
import { publishLeft } from './publish-left.ts';
import { type SubscribeMemberPorts, subscribeAll, takeInvitations, unsubscribe } from './subscribe-member.ts';

/** What was read before the membership was written. */
export interface ReadForJoining {
  /** The connections of who joins; consistent. */
  readonly own: readonly Subscription[];
  /** Who hears of it besides; may lag a moment behind. */
  readonly audience: Audience;
  readonly blockers: ReadonlySet<string>;
}

/**
 * Has a membership that has just been written begin: its connections are subscribed, beside its event, and it is told. Whoever
 * finds the event undelivered has them subscribed, too (`finishJoining`). Of a user who is banned meanwhile it ends right behind.
 * @returns once all is written; what goes on is to be awaited
 */
export async function beginMembership(
  ports: PublishMembershipPorts & SubscribeMemberPorts & EndIfBannedPorts,
  membership: Membership,
  { own, audience, blockers }: ReadForJoining,
): Promise<{ delivery: Promise<void> }> {
  const subscribing = handledLater(subscribeOwn(ports, membership, own));
  const ending = handledLater(endIfBanned(ports, membership));
  const taking = handledLater(takeInvitations(ports, membership));
  // All before the joining counts as told, or nobody would find what is left of it; and what fails leaves no posts under way.
  const ready = handledLater(settleAll([subscribing, ending, taking]).then(([subscribed]) => subscribed));
  const [{ delivery }, subscribed, ended] = await settleAll([
    publishJoined(ports, membership, { audience: behind(ready, audience), blockers }),
    ready,
    ending,
  ]);
  const looking = lookBehind(ports, membership, subscribed);
  const telling = settleAll([delivery, looking]);
  return {
    delivery: handledLater(telling.then(() => (ended ? publishLeft(ports, membership, ended) : undefined))),
  };
}

/** Nobody is told before: who has heard of the joining, and answers it, must be heard by who has joined. */
async function* behind(
  subscribing: Promise<readonly Subscription[]>,
  audience: Audience,
): AsyncIterable<readonly Subscription[]> {
  yield* includeConnections(audience, await subscribing);
}

/**
 * Subscribes the connections that were there before the membership, and beside that looks behind it: one that came in between
 * has read its memberships too early. Any that comes later finds this one.
 * @returns all of them
 */
async function subscribeOwn(
  ports: SubscribeMemberPorts,
  membership: Membership,
  before: readonly Subscription[],
): Promise<readonly Subscription[]> {
  const [, now] = await settleAll([
    subscribeAll(ports, membership, before),
    readConnectionsOf(ports.subscriptions, membership.user, { consistent: true }),
  ]);
  const come = findChanged(before, now);
  const isNow = new Set(now.map(({ connectionId }) => connectionId));
  const gone = before.filter(({ connectionId }) => !isNow.has(connectionId));
  await settleAll([
    come.length > 0 && subscribeAll(ports, membership, come),
    // It may have read its memberships before this one was written: then nobody but us knows of the row just put. Of one that
    // goes right now the row is removed by the post that doesn't reach it.
    gone.length > 0 && unsubscribe(ports, membership, gone),
  ]);
  return now;
}

/** Connections that there weren't before, or whose token is another by now: by the old one they would fall silent. */
function findChanged(before: readonly Subscription[], now: readonly Subscription[]): readonly Subscription[] {
  const expiries = new Map(before.map(({ connectionId, tokenExpiresAt }) => [connectionId, tokenExpiresAt]));
  return now.filter(({ connectionId, tokenExpiresAt }) => expiries.get(connectionId) !== tokenExpiresAt);
}

/**
 * Behind the rows: a leave that ran in between looked for them before they were there; and who came with another token
 * may have written theirs before ours.
 */
async function lookBehind(
  ports: SubscribeMemberPorts,
  membership: Membership,
  subscribed: readonly Subscription[],
): Promise<void> {
  const { user, group, version } = membership;
  const [current, now] = await settleAll([
    ports.groups.membership(user, group, { consistent: true }),
    readConnectionsOf(ports.subscriptions, user, { consistent: true }),
  ]);
  if (current?.version !== version) return unsubscribe(ports, membership, [...subscribed, ...now]);
  const isSubscribed = new Set(subscribed.map(({ connectionId }) => connectionId));
  const renewed = findChanged(subscribed, now).filter(({ connectionId }) => isSubscribed.has(connectionId));
  if (renewed.length === 0) return;
  await subscribeAll(ports, membership, renewed);
  await lookBehind(ports, membership, now);
}
