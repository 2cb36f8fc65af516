import { PRESENCE_CHANGES_AT_ONCE, PRESENCE_CHANGES_PER_HOUR } from '../../protocol/limits.ts';

const COST_MS = (60 * 60 * 1_000) / PRESENCE_CHANGES_PER_HOUR;

/** How often one's presence may change: told to friends as they come and go, and apart from that by the command. */
export const PRESENCE_RATE = { costMs: COST_MS, burstMs: COST_MS * PRESENCE_CHANGES_AT_ONCE } as const;
