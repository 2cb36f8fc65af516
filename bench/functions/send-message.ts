import { setTimeout as sleep } from 'node:timers/promises';
import { now } from '../clock.ts';
import type { Report } from '../model/model.ts';
import type { RemoteModel } from '../model/start-model-process.ts';
import { makeMessageEvent } from './message-event.ts';
import type { Sender } from './senders.ts';

/** One message to an audience: who got it, and when. */
export interface Sent extends Report {
  /** From the handler's start until the last recipient who doesn't hang has the frame, in milliseconds. */
  readonly lastMs: number;
  /** Until all functions had ended. */
  readonly endedMs: number;
  /** Why the message's function failed; `timed out` when its 29 s were over. */
  readonly error?: string;
}

/** The longest that functions invoked by the message's may go on: their place in the queue, and 30 s. */
const SETTLE_WITHIN_MS = 60_000;

/** Sends one message and waits until everything that it started has ended. */
export async function sendMessage(model: RemoteModel, { message, table }: Sender): Promise<Sent> {
  await model.begin();
  const askedAt = now();
  const invocation = await message.invoke(makeMessageEvent());
  const startedAt = invocation?.startedAt ?? askedAt;
  const giveUpAt = now() + SETTLE_WITHIN_MS;
  while (!(await model.isIdle())) {
    if (now() > giveUpAt) throw new Error('The functions of one message did not end');
    await sleep(5);
  }
  const endedMs = now() - startedAt;
  const report = await model.report(table);
  const error = invocation ? invocation.error : 'timed out';
  return { ...report, lastMs: report.lastAt - startedAt, endedMs, ...(error !== undefined && { error }) };
}
