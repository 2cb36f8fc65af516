import { renderRelationChanged } from '../../protocol/render-v2.ts';
import type { ChatPorts } from '../ports/chat-ports.ts';
import type { ReachPorts } from '../posting/reach.ts';
import { readConnectionsOf } from './audience.ts';
import { deliverFrame } from './deliver-to-user.ts';

/**
 * Tells the connections of `to` that how they stand to `by` has changed, unless they have blocked `by` and hear nothing
 * of them. It doesn't say how: under the policy `silent` a friendship that a block has ended must look like one that
 * was just ended.
 * @param change.isSeen whether lists of `to` are others now; looked for the same way when they aren't
 */
export async function tellRelationChanged(
  ports: ReachPorts & Pick<ChatPorts, 'blocks'>,
  { by, to, isSeen = true }: { readonly by: string; readonly to: string; readonly isSeen?: boolean },
): Promise<void> {
  // Side by side, and in any case: `by` must not learn of a block, or of a friendship's end, by the time that this takes.
  const [{ blocked }, recipients] = await Promise.all([
    ports.blocks.between(to, by),
    readConnectionsOf(ports.subscriptions, to),
  ]);
  // v1 has no text for it.
  const render = (protocol: string) => (protocol === 'v2' ? renderRelationChanged(by) : undefined);
  await deliverFrame(ports, render, isSeen && !blocked ? recipients : []);
}
