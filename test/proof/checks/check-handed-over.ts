import { pairConversation } from '../../../chat/ports/messages/messages.ts';
import { visibilityOf } from '../model/model.ts';
import type { World } from '../world.ts';
import { type Report, show } from './violations.ts';

/**
 * A whisper that waited was posted to its target once they came, whatever a sync has told them before: what is told over v1 is told
 * by that alone. Not across a block, nor of what was deleted meanwhile.
 */
export function checkHandedOver({ history, plan, gateway }: World, report: Report): void {
  const frames = [...gateway.whispered];
  for (const { id, from, to, type } of history.waited.values()) {
    const versions = history.versions.get(id) ?? [];
    const [said] = versions;
    if (type !== 'whisper' || !said || from === to || history.erasures.has(to)) continue;
    const isBlocked = history.blocks.some(({ blocker, blocked }) => blocker === to && blocked === from);
    const isDeleted = versions.some(({ event }) => event.isDeleted);
    const isOwed = visibilityOf(history, plan.blockPolicy, to, pairConversation(from, to), said) === 'must';
    if (isBlocked || isDeleted || !isOwed) continue;
    const contents = versions.map(({ event }) => JSON.stringify(event.content).slice(1, -1));
    const isTold = frames.some(
      (frame) =>
        (frame.includes(`"id":"${id}"`) && frame.includes(`"conversation":"whisper:${from}"`)) ||
        (frame.startsWith(`{"message":"(Whisper from ${from})`) &&
          contents.some((content) => frame.includes(content))),
    );
    if (!isTold) report('waited in vain', show(said.event));
  }
}
