import type { Settings } from '../../lib/settings.ts';
import { formatCount } from '../numbers.ts';
import { PRICES } from '../prices.ts';

export const DAY_S = 24 * 60 * 60;
/** Taken for every command: 512 MB for 50 ms. */
const COMMAND_GIGABYTE_SECONDS = 0.5 * 0.05;

/** One line of docs/limits.md: who, what, how much of it a day, and what that costs. */
export type Bound = readonly [who: string, what: string, aDay: string, dollars: string];

/** From what the bounds follow. */
export interface Limits {
  readonly settings: Settings;
  /** What API Gateway lets the account call a second. */
  readonly callsPerSecond: number;
  /** What a user may give of commands a day. */
  readonly commands: number;
}

/** What a frame in or a post out costs, in dollars. */
export const frame = PRICES.webSocketMessage;
/** What a function that handles a frame costs, in dollars. */
export const invocation = PRICES.invocation + COMMAND_GIGABYTE_SECONDS * PRICES.gigabyteSecond;

/** Of DynamoDB, in request units. */
interface Units {
  readonly writes?: number;
  readonly reads?: number;
}

/** What a command costs that writes and reads so much, in dollars, without what it posts. */
export const priceCommand = ({ writes = 0, reads = 0 }: Units): number =>
  writes * PRICES.writeUnit + reads * PRICES.readUnit + frame + invocation;

/**
 * The bound of a command: how many units so many of it a day take, and what they cost with what they write and read.
 * @param units writes are counted where there are any, else reads
 */
export function boundCommands(who: string, what: string, times: number, units: Units): Bound {
  const counted = units.writes ?? units.reads ?? 1;
  return [who, what, count(times * counted), dollars(times * priceCommand(units))];
}

export const count = (number: number): string => formatCount(Math.round(number));
/** @param number of bytes */
export const megabytes = (number: number): string => `${formatCount(number / 1e6)} MB`;
export const dollars = (number: number): string => number.toFixed(2);
