import { REACTION_SHARE } from '../../chat/rates/reaction-rate.ts';
import { POST_MS as TYPING_POST_MS } from '../../chat/rates/typing-rate.ts';
import { EDITS_PER_MINUTE, NOTIFY_CHANGES_PER_DAY, REACTIONS_PER_MINUTE } from '../../protocol/limits.ts';
import { PRICES } from '../prices.ts';
import {
  type Bound,
  boundCommands,
  count,
  DAY_S,
  dollars,
  frame,
  type Limits,
  priceCommand,
} from './bound.ts';

/** With a `ref`: the message, the change, that it is undelivered, the removal of that, the claim. */
const EDIT_UNITS = 5;

/** With a `ref`: the user's row, the count beside the message, the claim. */
const REACTION_UNITS = 3;
/** Of a message that as many have reacted to as are counted: their rows, of 125 bytes each, and 8 for the checks. */
const REACTION_READ_UNITS = 40;
/** The function `message`, which waits until a channel has posts for the reactions in it: `MOST_WAIT_MS`. */
const REACTION_WAIT_GIGABYTE_SECONDS = 0.5 * 5;

/** A consistent read of 14 KB, and one of the other log, in which it isn't. */
const ANSWERED_READ_UNITS = 4 + 1;

/** With a `ref`: the row, the claim, and the allowance of who uses all of it. */
const NOTIFY_UNITS = 3;

/** What users may do about messages: change and answer them, react, say of what they want to be told. */
export function boundMessages({ settings, callsPerSecond, commands }: Limits): Bound[] {
  const { connectionsPerUser, pageItems } = settings;
  const reactions = REACTIONS_PER_MINUTE * 60 * 24;
  const reactionPosts = callsPerSecond * REACTION_SHARE * DAY_S;
  const answeredUnits = commands * pageItems * ANSWERED_READ_UNITS;
  const typingPosts = (DAY_S * 1_000) / TYPING_POST_MS;
  return [
    boundCommands(
      'a user',
      'edits and deletions: WRU of those, of messages of 1 KB',
      EDITS_PER_MINUTE * 60 * 24,
      { writes: EDIT_UNITS },
    ),
    boundCommands('a user', 'reactions made and taken back: WRU of those', reactions, {
      writes: REACTION_UNITS,
    }),
    [
      'a user',
      'RRU of those, to a message that 1,000 have reacted to',
      count(reactions * REACTION_READ_UNITS),
      dollars(reactions * REACTION_READ_UNITS * PRICES.readUnit),
    ],
    [
      'a user',
      'reactions in a lively channel, each to another message: functions that wait for their turn to tell them',
      count(reactions),
      dollars(reactions * REACTION_WAIT_GIGABYTE_SECONDS * PRICES.gigabyteSecond),
    ],
    [
      'a channel',
      'posts of reactions, all users together',
      count(reactionPosts),
      dollars(reactionPosts * frame),
    ],
    [
      'a user',
      'RRU of what whispered replies answer, in pages of nothing else, each of another message of 14 KB',
      count(answeredUnits),
      dollars(answeredUnits * PRICES.readUnit),
    ],
    [
      'a channel',
      'posts that somebody is typing, for each environment that lets it through',
      count(typingPosts),
      dollars(typingPosts * frame),
    ],
    [
      'a user',
      `of what in a conversation one wants to be told: changes, of which each may leave a row that stays, told to ${connectionsPerUser} connections of one’s own`,
      count(NOTIFY_CHANGES_PER_DAY),
      dollars(NOTIFY_CHANGES_PER_DAY * (priceCommand({ writes: NOTIFY_UNITS }) + connectionsPerUser * frame)),
    ],
  ];
}
