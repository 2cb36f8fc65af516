import { renderRelationChanged } from '../../protocol/render-v2.ts';
import type { ChatPorts } from '../ports/chat-ports.ts';
import type { Subscription } from '../ports/connections/subscriptions.ts';
import { onlyV2 } from '../posting/frames.ts';
import type { ReachPorts } from '../posting/reach.ts';
import { readConnectionsOf } from './audience.ts';
import { deliverFrame } from './deliver-to-user.ts';

export interface RelationChange {
  readonly by: string;
  readonly to: string;
  /** Whether the lists of `to` changed; if not, the same reads are made and nothing is sent. @default true */
  readonly isSeen?: boolean;
}

/**
 * Tells the connections of `to` that how they stand to `by` has changed, unless they have blocked `by` and hear nothing
 * of them. It doesn't say how: under the policy `silent` a friendship that a block has ended must look like one that
 * was just ended.
 */
export async function tellRelationChanged(
  ports: ReachPorts & Pick<ChatPorts, 'blocks'>,
  { by, to, isSeen = true }: RelationChange,
): Promise<void> {
  // Side by side, and in any case: `by` must not learn of a block, or of a friendship's end, by the time that this takes.
  const [{ blocked }, recipients] = await Promise.all([
    ports.blocks.between(to, by),
    readConnectionsOf(ports.subscriptions, to),
  ]);
  await deliverFrame(ports, onlyV2(renderRelationChanged(by)), isSeen && !blocked ? recipients : []);
}

/**
 * Tells those of the connections of `to` that were there before the change was written; `tellLatecomers` is to follow.
 * @param change.isSeen false: nothing is sent
 */
export async function tellThoseThere(
  ports: ReachPorts,
  { by, isSeen = true }: RelationChange,
  there: readonly Subscription[],
): Promise<void> {
  await deliverFrame(ports, onlyV2(renderRelationChanged(by)), isSeen ? there : []);
}

/**
 * Tells those that have come since: they may have asked for their lists before the change. The same read in any case, by
 * whose time `by` could tell.
 */
export async function tellLatecomers(
  ports: ReachPorts,
  change: RelationChange,
  there: readonly Subscription[],
): Promise<void> {
  const isThere = new Set(there.map(({ connectionId }) => connectionId));
  const found = await readConnectionsOf(ports.subscriptions, change.to);
  await tellThoseThere(
    ports,
    change,
    found.filter(({ connectionId }) => !isThere.has(connectionId)),
  );
}

/** `tellRelationChanged`, as the last that is due for an event, which is delivered then. @param id the event's */
export async function finishRelationChange(
  ports: ReachPorts & Pick<ChatPorts, 'blocks' | 'undelivered'>,
  id: string,
  change: RelationChange,
): Promise<void> {
  await tellRelationChanged(ports, change);
  await ports.undelivered.remove(id);
}
