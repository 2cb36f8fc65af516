import { REPORTS_PER_DAY, REPORTS_PER_PAGE } from '../../protocol/limits.ts';
import { type Bound, boundCommands, count, dollars, type Limits, priceCommand } from './bound.ts';
import { AUTHORITY_ACTS, GROUP_READ_UNITS } from './groups.ts';

/** With a `ref`: the claim, what is written down, that it is unfinished and the removal of that, the profile with its index, the user's channel. */
const ORDER_UNITS = 1 + 1 + 2 + 2 + 1;
/** A hundred entries with reasons as long as they may be, at half a kilobyte to two, and the connection's record. */
const AUDIT_READ_UNITS = 50 + 1;

/** A message as long as it may be, with why it was reported and why that is done with. */
const REPORT_KB = 20;
/**
 * With a `ref`, of a group: the claim and its answer, the allowance twice, which report stands, the group’s row, the report; and when it
 * is resolved the claim, what is written down with its reason, and the report again.
 */
const REPORT_UNITS = 6 + REPORT_KB + (4 + REPORT_KB);
/** A page of such, of a group: its rows, each report, the group, the membership, the connection’s record. */
const REPORTS_READ_UNITS = 1 + (REPORTS_PER_PAGE + 1) * (REPORT_KB / 4) + GROUP_READ_UNITS + 2;

/** What users may report, and what those may do who keep order. */
export function boundOrder({ commands }: Limits): Bound[] {
  return [
    boundCommands(
      'who keeps order',
      'mutes, bans and deletions of others’ messages: WRU of those, a ban and its end counting most',
      AUTHORITY_ACTS,
      { writes: ORDER_UNITS },
    ),
    boundCommands(
      'who keeps order',
      'RRU of pages of `audit`, by as many commands as there may be',
      commands,
      { reads: AUDIT_READ_UNITS },
    ),
    [
      'a user',
      'messages reported: WRU of those, and of resolving them',
      count(REPORTS_PER_DAY * REPORT_UNITS),
      dollars(REPORTS_PER_DAY * (priceCommand({ writes: REPORT_UNITS }) + priceCommand({}))),
    ],
    boundCommands(
      'who keeps order',
      'RRU of pages of `reports`, by as many commands as there may be',
      commands,
      { reads: REPORTS_READ_UNITS },
    ),
  ];
}
