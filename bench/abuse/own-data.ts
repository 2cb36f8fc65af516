import { CHARACTERS_PER_COMMAND } from '../../chat/rates/command-rate.ts';
import { EXPORT_WEIGHT } from '../../protocol/limits.ts';
import { PRICES } from '../prices.ts';
import { type Bound, boundCommands, count, dollars, type Limits } from './bound.ts';
import { UNITS_PER_ITEM } from './commands.ts';

/** A read of 1 MB, DynamoDB's most, and reactions to each of its 500 messages, consistently and not. */
const EXPORT_READ_UNITS = 256 + 500 / 2;

/** Consistently, and what was said since once more: of who says all that they may at the end that is all of it. */
const ERASED_READS = 2;
const READ_UNIT_BYTES = 4_096;
/** Whether somebody has reacted to a message. */
const REACTED_READ_UNITS = 0.5;

/** What users may do with what is kept of them. */
export function boundOwnData({ settings, commands }: Limits): Bound[] {
  const { retentionDays } = settings;
  const erased = commands * retentionDays;
  const readUnits = erased * (CHARACTERS_PER_COMMAND / READ_UNIT_BYTES + REACTED_READ_UNITS) * ERASED_READS;
  return [
    boundCommands(
      'a user',
      'pages of one’s own data, by as many commands as there may be, of a lobby of messages of 2 KB: RRU of those',
      commands / EXPORT_WEIGHT,
      { reads: EXPORT_READ_UNITS },
    ),
    [
      'a user, once',
      'erased, having said for `retentionDays` all that one may: WRU of the places that stay, beside the RRU of reading the logs',
      count(erased * UNITS_PER_ITEM),
      dollars(erased * UNITS_PER_ITEM * PRICES.writeUnit + readUnits * PRICES.readUnit),
    ],
  ];
}
