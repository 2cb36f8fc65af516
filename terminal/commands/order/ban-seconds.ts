import { SANCTION_MAX_SECONDS } from '../../../protocol/limits.ts';
import { optional } from '../arguments.ts';
import { type Argument, CommandFault } from '../command.ts';

/**
 * For how long somebody is kept out; left out: for good. What begins with a digit is no reason: "60s spam" would keep them
 * out for good.
 */
export const BAN_SECONDS: Argument = optional({
  name: 'SECONDS',
  fits: (typed) => /^-?\d/.test(typed),
  read(typed) {
    if (/^\d+$/.test(typed) && Number(typed) >= 1 && Number(typed) <= SANCTION_MAX_SECONDS) return typed;
    throw new CommandFault(
      `SECONDS is a number from 1 to ${SANCTION_MAX_SECONDS}, not "${typed}"; a REASON begins with no digit.`,
    );
  },
  choices: () => [],
});

/** As the SDK takes it. @param typed as the argument has read it, or none */
export const secondsIn = (typed: string): number | undefined => (typed === '' ? undefined : Number(typed));
