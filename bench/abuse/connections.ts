import { REFUSALS_PER_COMMAND } from '../../chat/rates/flood.ts';
import { AUTHENTICATE_WITHIN_MS } from '../../protocol/limits.ts';
import { PRICES } from '../prices.ts';
import { type Bound, count, DAY_S, dollars, frame, invocation, type Limits } from './bound.ts';

/** API Gateway, for an account and region. */
const CONNECTS_PER_SECOND = 500;
/** Connections of a user: each has two rows and a record, and a row for each group. */
const ROWS_PER_CONNECTION = 3;
/** Three seconds of the function `deliver`, with six consistent reads. */
const WAIT_FOR_ANSWERS = PRICES.invocation + 3 * PRICES.gigabyteSecond + 6 * PRICES.readUnit;

/** What users may connect, and what somebody may do who has no token. */
export function boundConnections({ settings }: Limits): Bound[] {
  const { commandsPerSecond, commandBurst, connectionsPerUser, groupsPerUser, signInsPerHour, throttleRate } =
    settings;
  const signIns = signInsPerHour * 24;
  const units = signIns * 2 * (ROWS_PER_CONNECTION + groupsPerUser);
  const handshakes = CONNECTS_PER_SECOND * DAY_S;
  const strangerFrames =
    (AUTHENTICATE_WITHIN_MS / 1_000) * commandsPerSecond + REFUSALS_PER_COMMAND * commandBurst;
  return [
    ['a user', 'connections opened or signed in on', count(signIns), dollars(signIns * 2 * invocation)],
    [
      'a user',
      `WRU of those, in ${groupsPerUser} groups: rows put and deleted`,
      count(units),
      dollars(units * PRICES.writeUnit),
    ],
    [
      'a user',
      'connections too many, for which all are asked whether anybody is there: frames both ways and functions that wait',
      count(signIns),
      dollars(
        signIns * ((connectionsPerUser + 1) * (2 * frame + invocation + PRICES.writeUnit) + WAIT_FOR_ANSWERS),
      ),
    ],
    [
      'nobody, a socket',
      'frames until it is closed, for each environment that they come to',
      `${count(strangerFrames)} a socket`,
      '—',
    ],
    [
      'nobody',
      `sockets, at the account’s quota of ${CONNECTS_PER_SECOND} a second`,
      count(handshakes),
      dollars(handshakes * (3 * invocation + 2 * PRICES.writeUnit)),
    ],
    [
      'nobody',
      `frames, at the stage’s throttle of ${count(throttleRate)} a second (\`throttleRate\`)`,
      count(throttleRate * DAY_S),
      dollars(throttleRate * DAY_S * (2 * frame + invocation + PRICES.readUnit)),
    ],
  ];
}
