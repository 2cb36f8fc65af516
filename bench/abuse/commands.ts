import { CHANNEL_SHARE } from '../../chat/rates/channel-rate.ts';
import { CHARACTERS_PER_COMMAND, OWN } from '../../chat/rates/command-rate.ts';
import { USER_SHARE } from '../../chat/rates/post-rate.ts';
import { WAITING_AVERAGE_BYTES } from '../../protocol/limits.ts';
import { PRICES } from '../prices.ts';
import { type Bound, count, DAY_S, dollars, frame, invocation, type Limits, megabytes } from './bound.ts';

/** A whisper with a `ref` to somebody who is there: beside the log, that it is undelivered, the removal of that, the claim. */
const SMALL_ITEMS_OF_A_WHISPER = 3;

/** WRU of a log's item that is as large as one command's characters may make it. */
export const UNITS_PER_ITEM = Math.ceil(CHARACTERS_PER_COMMAND / 1_000) + 1;

/** What users may say, and what of it is posted, stored and waits. */
export function boundCommandsAndPosts({ settings, callsPerSecond, commands }: Limits): Bound[] {
  const { connectionsPerUser, waitingPerPair, waitingPerUser } = settings;
  const posts = callsPerSecond * USER_SHARE * DAY_S;
  const channelPosts = callsPerSecond * CHANNEL_SHARE * DAY_S;
  const whisperUnits = commands * (UNITS_PER_ITEM + SMALL_ITEMS_OF_A_WHISPER);
  return [
    ['a user', 'commands, over all connections', count(commands), dollars(commands * (frame + invocation))],
    [
      'a user',
      'commands that each further environment lets through by itself, which are as many as the frames keep busy',
      count(commands * OWN.rate),
      dollars(commands * OWN.rate * (frame + invocation)),
    ],
    [
      'a user',
      'frames that are refused and answered, for each environment that they come to',
      count(commands),
      dollars(commands * (2 * frame + invocation)),
    ],
    [
      'a user',
      `whispers to somebody with ${connectionsPerUser} connections: posts to them and to one’s own`,
      count(commands * 2 * connectionsPerUser),
      dollars(commands * 2 * connectionsPerUser * frame),
    ],
    [
      'a user',
      'stored in logs, kept for `retentionDays`',
      `${count((commands * CHARACTERS_PER_COMMAND) / 1e9)} GB`,
      '—',
    ],
    [
      'a user',
      'WRU of the whispers that store that',
      count(whisperUnits),
      dollars(whisperUnits * PRICES.writeUnit),
    ],
    ['a user', 'posts to audiences, all channels together', count(posts), dollars(posts * frame)],
    [
      'a channel',
      'posts to its audience, all users together',
      count(channelPosts),
      dollars(channelPosts * frame),
    ],
    [
      'a pair',
      'whispers that wait at a time',
      `${count(waitingPerPair)}, ${megabytes(waitingPerPair * WAITING_AVERAGE_BYTES)}`,
      '—',
    ],
    [
      'all senders to one user',
      'whispers that wait at a time',
      `${count(waitingPerUser)}, ${megabytes(waitingPerUser * WAITING_AVERAGE_BYTES)}`,
      '—',
    ],
  ];
}
