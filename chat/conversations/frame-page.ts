import type { ChatEvent } from '../../protocol/events/events.ts';
import type { LoggedFrame } from '../../protocol/frames/logged.ts';
import { toLoggedFrame } from '../../protocol/render-v2.ts';
import { cutPage } from './cut-page.ts';

export interface FramePage {
  readonly frames: readonly LoggedFrame[];
  /** Whether not all of them fitted. */
  readonly isCut: boolean;
}

/** The events as frames, as many as an answer may hold. @param envelope the answer without them */
export function toFramePage(
  events: readonly ChatEvent[],
  viewer: string,
  limit: number,
  envelope: object,
): FramePage {
  const all = events.map((event) => toLoggedFrame(event, viewer)).filter((frame) => frame !== undefined);
  const frames = cutPage(all, limit, envelope);
  return { frames, isCut: frames.length < all.length };
}
