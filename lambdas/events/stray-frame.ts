import type { StrayFrames } from '../../aws/deliver-requests.ts';
import { OK, type WebSocketEvent, type WebSocketResult } from '../websocket-event.ts';

export interface StrayFramePorts {
  readonly strayFrames: StrayFrames;
}

/**
 * What a function of `$connect` or `$disconnect` does with an event of another kind. The route is selected by a frame's
 * `type`, and no document says that `{"type":"$disconnect"}` doesn't select this one: such a frame is passed on to the
 * function that handles frames, which answers it as any unknown type, and neither opens nor removes anything here.
 */
export async function passOnStrayFrame(
  { strayFrames }: StrayFramePorts,
  event: WebSocketEvent,
): Promise<WebSocketResult> {
  if (event.requestContext.eventType === 'MESSAGE') await strayFrames.passOn(event);
  return OK;
}
