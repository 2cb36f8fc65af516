import { setTimeout as sleep } from 'node:timers/promises';
import { now } from '../clock.ts';
import { type Sent, sendMessage } from '../functions/send-message.ts';
import { type SenderName, startSender } from '../functions/senders.ts';
import type { Faults } from '../model/audience.ts';
import { type RemoteModel, startModelProcess } from '../model/start-model-process.ts';
import { formatCount, formatMs } from '../numbers.ts';
import type { Answer, Question } from '../question.ts';
import { median } from '../statistics.ts';

const SENDERS: readonly SenderName[] = ['ours', 'textbook', 'one at a time'];
const AUDIENCES = [10, 100, 1_000] as const;
const FAULTS: Faults = { gone: 10, throttled: 5, hanging: 100 };
const WITHOUT_HANGING: Faults = { gone: 10, throttled: 5 };
const ROUNDS_WITHOUT_HANGING = 3;
const WARM_UPS = 5;
/** A run whose recipients are served, or that is only waiting for those who hang, makes room for the next. */
const NEXT_AFTER_MS = 4_000;

/** Whoever waited for a hanging post would be 3 s late, its time-out; the jitter of the retries is below this. */
const DELAY_MS = 1_000;

interface Run {
  readonly sender: SenderName;
  readonly recipients: number;
  readonly sent: Sent;
  /** With everything but the hanging, median. */
  readonly withoutHangingMs: number;
}

/** Who gets a message when much is wrong. */
export const faults: Question = {
  name: 'faults',
  title: 'Delivery with faults',
  async ask(progress) {
    const runs: Promise<Run>[] = [];
    // The long waits for the hanging overlap, as nothing is busy then; the longest begin first.
    for (const recipients of AUDIENCES.toReversed()) {
      for (const sender of SENDERS) {
        progress(`${sender}, ${formatCount(recipients)} recipients`);
        const run = await startRun(sender, recipients);
        runs.push(run.ended);
        run.ended.catch(() => undefined);
      }
    }
    progress('the hanging');
    const ended = await Promise.all(runs);
    return describe(ended.toSorted((one, other) => one.recipients - other.recipients));
  },
};

/** Resolves when the run has nothing to do any more but wait. */
async function startRun(name: SenderName, recipients: number): Promise<{ ended: Promise<Run> }> {
  const model = await startModelProcess();
  const sender = await startSender(name, model);
  const isPatient = name !== 'one at a time';
  if (isPatient) {
    await model.fill({ recipients });
    for (let round = 0; round < WARM_UPS; round++) await sendMessage(model, sender);
  }
  const times: number[] = [];
  for (let round = 0; isPatient && round < ROUNDS_WITHOUT_HANGING; round++) {
    await model.fill({ recipients, faults: WITHOUT_HANGING });
    times.push((await sendMessage(model, sender)).lastMs);
  }
  await model.fill({ recipients, faults: FAULTS });
  const ended = sendMessage(model, sender)
    .then((sent) => ({
      sender: name,
      recipients,
      sent,
      withoutHangingMs: times.length > 0 ? median(times) : Number.NaN,
    }))
    .finally(() => {
      sender.stop();
      model.stop();
    });
  await untilServed(model, ended);
  return { ended };
}

/** Waits until all but the hanging have the message, or the run has ended without that. */
async function untilServed(model: RemoteModel, run: Promise<unknown>): Promise<void> {
  let isOver = false;
  const end = () => {
    isOver = true;
  };
  run.then(end, end);
  const giveUpAt = now() + NEXT_AFTER_MS;
  while (!isOver && now() < giveUpAt) {
    await sleep(50);
    // The model ends with the run.
    if (!isOver && (await model.countWaiting().catch(() => 0)) === 0) return;
  }
}

function describe(runs: readonly Run[]): Answer {
  const ours = runs.filter(({ sender }) => sender === 'ours');
  const lost = ours.reduce((sum, { sent }) => sum + sent.lost, 0);
  const leftOver = ours.reduce((sum, { sent }) => sum + sent.leftOverRows, 0);
  const largest = ours.at(-1);
  const delay = largest ? largest.sent.lastMs - largest.withoutHangingMs : Number.NaN;
  return {
    method: [
      'The same model, message and raised limit of commands, with one recipient in ten gone, one post in five throttled (429, the same posts in every run) and one recipient in a hundred hanging: a post to it is answered after 30 s, if the poster still waits. One message each, after warm-ups without faults; a function has 29 s, as API Gateway waits no longer.',
      'Closed: hung until the delivery’s deadline, and then closed by the server, so that the client knows that it missed something. Lost: there, without the message, and none the wiser. Left-over rows: of the gone, when all functions have ended. Time: to the last of those who don’t hang and were reached; where the function failed early, that is of the few.',
    ],
    tables: [
      {
        caption: 'With faults',
        columns: [
          'recipients',
          '',
          'there',
          'delivered',
          'closed',
          'lost',
          'left-over rows',
          'time, ms',
          'time without the hanging, ms',
          'functions ended after, ms',
          'outcome',
        ],
        rows: runs.map(({ sender, recipients, sent, withoutHangingMs }) => [
          formatCount(recipients),
          sender,
          formatCount(sent.live),
          formatCount(sent.delivered),
          sent.closed,
          formatCount(sent.lost),
          formatCount(sent.leftOverRows),
          formatMs(sent.lastMs),
          Number.isNaN(withoutHangingMs) ? '' : formatMs(withoutHangingMs),
          formatMs(sent.endedMs),
          describeOutcome(sent),
        ]),
      },
    ],
    targets: [
      { what: 'Recipients lost', target: 'none', measured: String(lost), isMet: lost === 0 },
      { what: 'Left-over rows', target: 'none', measured: String(leftOver), isMet: leftOver === 0 },
      {
        what: 'Hanging recipients delay nobody: the last other one of 1,000',
        target: `less than ${formatCount(DELAY_MS)} ms later than without them`,
        measured: `${Math.round(delay)} ms later`,
        isMet: delay < DELAY_MS,
      },
    ],
  };
}

function describeOutcome({ error }: Sent): string {
  if (error === undefined) return 'returned';
  return error === 'timed out' ? 'timed out' : `failed: ${error.split(':', 1)[0]}`;
}
