import type { ChatEvent } from './events/events.ts';
import type { Protocol } from './negotiate.ts';
import { renderEventV1 } from './render-v1.ts';
import { renderEventV2 } from './render-v2.ts';

/**
 * An event as the frame that a user's connection gets; undefined when its protocol has none for it.
 * @param viewer the user who reads it: both ends of a whisper see another frame
 */
export function renderEvent(protocol: Protocol, event: ChatEvent, viewer: string): string | undefined {
  return protocol === 'v1' ? renderEventV1(event, viewer) : renderEventV2(event, viewer);
}
