import { GROUPS_PER_USER } from '../../protocol/limits.ts';

/** Who takes part, and how they stand to each other before anything is counted. */

const users = (from: number, count: number) =>
  Array.from({ length: count }, (_, index) => `user${from + index}`);

/** `user0` and so on: all of them connected, in the lobby and in one group. */
export const CROWD = users(0, 100);
export const CROWD_GROUP = 'everybody';

/** The group of the first five of them. */
export const SMALL_GROUP = 'five';
export const SMALL_CROWD = CROWD.slice(0, 5);

/** With whom `user0` has whispered, but not today: one for each time that it is measured, by protocol. */
export const YESTERDAYS_PEERS = { v1: users(90, 5), v2: users(95, 5) } as const;

/** Who have been here once and are away. */
export const AWAY = ['away', 'guest', 'member'] as const;
/** Its only member is `member`. */
export const PAIR_GROUP = 'pair';

/** In no group; has whispered with five today. */
export const LONER = 'loner';
/** In ten groups; has whispered with five today and with four before, 100 times with one of them. */
export const JOINER = 'joiner';
/** In no group; has whispered with nobody; was last here before the last 100 messages of the lobby. */
const RETURNER = 'returner';
/** In as many groups as one may be in. */
export const GATHERER = 'gatherer';
export const READERS = [LONER, JOINER, RETURNER, GATHERER] as const;

export const TODAYS_PEERS = users(2, 5);
export const EARLIER_PEERS = users(7, 4);
export const JOINED_GROUPS = Array.from({ length: 10 }, (_, index) => `group${index}`);

/** All groups that a search may find by how they are called. */
export const ALL_GROUPS = Array.from({ length: 250 }, (_, index) => `club${index}`);
/** Those that the gatherer is in. */
export const GATHERED_GROUPS = ALL_GROUPS.slice(0, GROUPS_PER_USER - 1);
/** The gatherer is in it, too. */
export const LARGE_GROUP = 'town';
export const LARGE_GROUP_MEMBERS = 20_000;

/** How the joiner stands to ten each. */
export const FRIENDS = users(20, 10);
export const ASKED = users(30, 10);
export const BLOCKED = users(40, 10);

/** Who said the last 100 messages of the lobby. */
export const AUTHORS = users(50, 10);
export const PAGE = 100;
