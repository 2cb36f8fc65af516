import type { ChatEvent } from '../../protocol/events.ts';
import type { LoggedFrame } from '../../protocol/frames-v2.ts';
import { PAGE_MAX_BYTES } from '../../protocol/limits.ts';
import { toFrameV2 } from '../../protocol/render-v2.ts';

const utf8 = new TextEncoder();

export interface FramePage {
  readonly frames: readonly LoggedFrame[];
  /** Whether not all of them fitted. */
  readonly isCut: boolean;
}

/** The events as frames, as many as an answer may hold: `limit` of them, and at least one. */
export function toFramePage(events: readonly ChatEvent[], viewer: string, limit: number): FramePage {
  const frames: LoggedFrame[] = [];
  let bytes = 0;
  for (const event of events) {
    const frame = toFrameV2(event, viewer);
    if (frame === undefined) continue;
    bytes += utf8.encode(JSON.stringify(frame)).length;
    if (frames.length > 0 && (frames.length >= limit || bytes > PAGE_MAX_BYTES))
      return { frames, isCut: true };
    frames.push(frame);
  }
  return { frames, isCut: false };
}
