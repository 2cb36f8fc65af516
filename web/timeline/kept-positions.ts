import type { CacheSnapshot } from 'virtua';

/** Where a timeline was left. */
export interface KeptPosition {
  /** The line at the upper edge, and how far above that edge it began, in pixels; undefined: the timeline's end was in sight. */
  readonly at: { readonly key: string; readonly above: number } | undefined;
  /** The newest line then. */
  readonly newest: string | undefined;
  /** How high the lines were, from this one on. */
  readonly heights: { readonly first: string | undefined; readonly cache: CacheSnapshot } | undefined;
}

/** Of each conversation that was open, for as long as the page is. */
const kept = new Map<string, KeptPosition>();

export const positionOf = (conversation: string): KeptPosition | undefined => kept.get(conversation);

export const keepPosition = (conversation: string, position: KeptPosition) =>
  void kept.set(conversation, position);

/** Has a conversation shown at one of its lines when it is shown next. @param above where that is, from the upper edge, in pixels */
export function keepAt(conversation: string, key: string, above: number): void {
  const { newest, heights } = kept.get(conversation) ?? { newest: undefined, heights: undefined };
  kept.set(conversation, { at: { key, above }, newest, heights });
}
