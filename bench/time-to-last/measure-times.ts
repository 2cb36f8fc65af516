import { sendMessage } from '../functions/send-message.ts';
import { type Sender, type SenderName, startSender } from '../functions/senders.ts';
import { type RemoteModel, startModelProcess } from '../model/start-model-process.ts';
import { median } from '../statistics.ts';

export const AUDIENCES = [1, 10, 100, 1_000, 10_000] as const;

/** Median milliseconds by audience. */
export type Times = ReadonlyMap<number, number>;
export type TimesOfSenders = Readonly<Record<SenderName, Times>>;

/** Messages measured, by sender and audience. */
export const ROUNDS: Readonly<Record<SenderName, readonly number[]>> = {
  ours: [15, 15, 15, 11, 5],
  textbook: [15, 15, 15, 11, 2],
  'one at a time': [7, 7, 3, 1, 0],
};

/** Messages to 1,000 that don't count; minutes of them would be no use one at a time. */
const WARM_UPS: Readonly<Record<SenderName, number>> = { ours: 10, textbook: 10, 'one at a time': 0 };
const WARM_UP_AUDIENCE = 1_000;

interface Running {
  readonly name: SenderName;
  readonly model: RemoteModel;
  readonly sender: Sender;
}

/** Measures all senders, each with a model of its own, message by message in turns. */
export async function measureTimes(onAudience: (recipients: number) => void): Promise<TimesOfSenders> {
  const running = await Promise.all((['ours', 'textbook', 'one at a time'] as const).map(start));
  const times = { ours: new Map(), textbook: new Map(), 'one at a time': new Map() } as const;
  try {
    for (const each of running) await warmUp(each);
    for (const [index, recipients] of AUDIENCES.entries()) {
      onAudience(recipients);
      const measured = await measureAudience(running, recipients, ({ name }) => ROUNDS[name][index] ?? 0);
      for (const [name, values] of measured) times[name].set(recipients, median(values));
    }
  } finally {
    for (const { model, sender } of running) {
      sender.stop();
      model.stop();
    }
  }
  return times;
}

async function start(name: SenderName): Promise<Running> {
  const model = await startModelProcess();
  return { name, model, sender: await startSender(name, model) };
}

async function warmUp({ name, model, sender }: Running): Promise<void> {
  await model.fill({ recipients: WARM_UP_AUDIENCE });
  for (let round = 0; round < WARM_UPS[name]; round++) await sendMessage(model, sender);
}

async function measureAudience(
  running: readonly Running[],
  recipients: number,
  countRounds: (running: Running) => number,
): Promise<ReadonlyMap<SenderName, readonly number[]>> {
  const measured = new Map<SenderName, number[]>();
  for (const each of running) {
    const rounds = countRounds(each);
    if (rounds === 0) continue;
    measured.set(each.name, []);
    await each.model.fill({ recipients });
    // The first one pays for the pages and the sockets of a new audience.
    if (rounds > 1) await sendMessage(each.model, each.sender);
  }
  for (let round = 0; round < Math.max(...running.map(countRounds)); round++) {
    for (const each of running) {
      if (round < countRounds(each)) measured.get(each.name)?.push(await time(each, recipients));
    }
  }
  return measured;
}

async function time({ name, model, sender }: Running, recipients: number): Promise<number> {
  const { lastMs, lost } = await sendMessage(model, sender);
  if (lost > 0) throw new Error(`${name}: ${lost} of ${recipients} recipients were not reached`);
  return lastMs;
}
