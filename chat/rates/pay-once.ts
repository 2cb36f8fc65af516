import type { CommandRequest } from '../request.ts';

/**
 * Pays for what a frame asks for, once: one that comes again behind a refusal is run beside the look at its `ref`, and once more
 * when that is known. Paid for both times, what takes all that there is would be refused each time that it comes again.
 * @param name of what is paid for, in this frame
 * @throws what `pay` has thrown
 */
export function payOnce(
  { paid }: Pick<CommandRequest, 'paid'>,
  name: string,
  pay: () => Promise<void>,
): Promise<void> {
  const paying = paid.get(name) ?? pay();
  paid.set(name, paying);
  return paying;
}
