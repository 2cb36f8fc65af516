import { PRICES } from '../prices.ts';
import type { Outcome } from './outcome.ts';

/** A row of an audience in a table, in bytes, with a name of about twenty characters. */
const ROW_BYTES = 116;
/** What a read unit reads when it needn't be consistent. */
const BYTES_PER_READ_UNIT = 8_192;
/** Log and pace; and who blocked the sender. */
const WRITE_UNITS = 2;
const READ_UNITS = 1;

/** Dollars of all messages. Calls that API Gateway refuses are taken to be free. */
export function priceOutcome(
  { messages, lambda }: Outcome,
  recipients: number,
): { frames: number; all: number } {
  const sent = messages.filter(({ isRefused }) => !isRefused);
  const reached = sent.reduce((sum, message) => sum + message.reached, 0);
  const frames = (sent.length + reached) * PRICES.webSocketMessage;
  const readUnits = READ_UNITS + (recipients * ROW_BYTES) / BYTES_PER_READ_UNIT;
  const units = WRITE_UNITS * PRICES.writeUnit + readUnits * PRICES.readUnit;
  const functions = lambda.invocations * PRICES.invocation + lambda.gigabyteSeconds * PRICES.gigabyteSecond;
  return { frames, all: frames + sent.length * units + functions };
}
