import { blockedBy, youBlocked } from '../../protocol/errors.ts';
import type { BlocksBetween } from '../ports/people/blocks.ts';
import type { BlockPolicy } from '../ports/settings.ts';

/**
 * What a block means for something that `user` sends to `target`.
 * @param between as seen from the sender
 * @returns whether it must look sent and stay hidden from the target (policy `silent`)
 * @throws ChatError `blocked`
 */
export function applyBlocks(between: BlocksBetween, target: string, policy: BlockPolicy): boolean {
  if (between.blocked) throw youBlocked(target);
  if (between.blockedBy && policy === 'notify') throw blockedBy(target);
  return between.blockedBy;
}
