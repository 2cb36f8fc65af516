import {
  PRESENCE_AUDIENCE_MAX,
  PRESENCE_CHANGES_PER_HOUR,
  PRESENCES_PER_COMMAND,
  PROFILE_CHANGES_PER_DAY,
  PROFILES_PER_COMMAND,
  SEARCHES_PER_MINUTE,
} from '../../protocol/limits.ts';
import { PRICES } from '../prices.ts';
import { type Bound, boundCommands, count, dollars, frame, type Limits } from './bound.ts';

/** Of a profile as long as they may be. */
const PROFILE_READ_UNITS = 0.5;
/** Of the rows by which a page of users, or of groups, is found, beside what is shown of each. */
export const SEARCH_ROW_UNITS = 2;
/** So often may a user search a day. */
export const SEARCHES = SEARCHES_PER_MINUTE * 60 * 24;
/**
 * With a `ref`, of a profile of 4 KB: the allowance, the claim and its answer, the row of a display name put and another removed,
 * the profile.
 */
const PROFILE_CHANGE_UNITS = 5 + 4;

/** A small row, and the allowance of a command or the mark of what is put off. */
const PRESENCE_UNITS = 2;
/** The row, one's connections, these again, friends, and blocks both ways. */
const PRESENCE_READ_UNITS = 6;
/** Of a friend: their connections; of each hundred of them, who stands in a block with the user. */
const FRIEND_READ_UNITS = 0.5 + 2 / 100;
/** Whether somebody is a friend, whether they are there, and perhaps whether they still are. */
const ASKED_PRESENCE_UNITS = 1.5;
/** One run of the function `deliver` that finds a user's presence as it was: 1 GB for 50 ms, and two consistent reads. */
const PRESENCE_LOOK = PRICES.invocation + 0.05 * PRICES.gigabyteSecond + 2 * PRICES.readUnit;

/** What users may do to be known, and to know others: profiles, searches, presence, friends and blocks. */
export function boundPeople({ settings, commands }: Limits): Bound[] {
  const { connectionsPerUser, pageItems, relationChangesPerDay, signInsPerHour } = settings;
  // As often by coming and going as by `presence`.
  const changes = 2 * PRESENCE_CHANGES_PER_HOUR * 24;
  const posts = changes * PRESENCE_AUDIENCE_MAX * connectionsPerUser;
  const reads = changes * (PRESENCE_READ_UNITS + PRESENCE_AUDIENCE_MAX * FRIEND_READ_UNITS);
  const looks = 2 * signInsPerHour * 24;
  return [
    boundCommands('a user', 'changes of the profile: WRU of those', PROFILE_CHANGES_PER_DAY, {
      writes: PROFILE_CHANGE_UNITS,
    }),
    boundCommands(
      'a user',
      'others’ profiles asked for, by as many commands as there may be: RRU of those',
      commands,
      { reads: PROFILES_PER_COMMAND * PROFILE_READ_UNITS },
    ),
    boundCommands('a user', `searches for users, of ${pageItems} on a page: RRU of those`, SEARCHES, {
      reads: pageItems * PROFILE_READ_UNITS + SEARCH_ROW_UNITS,
    }),
    [
      'a user',
      `presence told to ${count(PRESENCE_AUDIENCE_MAX)} friends with ${connectionsPerUser} connections each: posts, with what is read and written for them`,
      count(posts),
      dollars(posts * frame + reads * PRICES.readUnit + changes * PRESENCE_UNITS * PRICES.writeUnit),
    ],
    [
      'a user',
      'functions that look whether they are there, as they come and go',
      count(looks),
      dollars(looks * PRESENCE_LOOK),
    ],
    boundCommands(
      'a user',
      'friends’ presences asked for, by as many commands as there may be: RRU of those',
      commands,
      { reads: PRESENCES_PER_COMMAND * ASKED_PRESENCE_UNITS + 2 },
    ),
    [
      'a user',
      'friend requests, answers, unblockings and notices of them',
      count(relationChangesPerDay),
      '—',
    ],
    ['a user', 'blocks and notices of them', count(relationChangesPerDay), '—'],
  ];
}
