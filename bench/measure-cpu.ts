import { createSubscriptionStore } from '../aws/connections/subscription-store.ts';
import { createDeliverRequests } from '../aws/deliver-requests.ts';
import { createDocumentClient } from '../aws/dynamodb/document-client.ts';
import { LOBBY_CHANNEL, type Subscription } from '../chat/ports/connections/subscriptions.ts';
import type { DeliveryChunk } from '../chat/ports/deliver-requests.ts';
import { handler } from '../lambdas/message.ts';
import { systemClock } from '../lambdas/runtime.ts';
import { makeMessageEvent } from './functions/message-event.ts';
import { chatVariables } from './functions/variables.ts';
import { TABLES } from './model/audience.ts';
import { startModelProcess } from './model/start-model-process.ts';
import { measurePostCpu } from './post-cpu/measure-post-cpu.ts';

/** What the functions compute, in milliseconds of one whole core of this machine. */
export interface CpuFigures {
  readonly post: number;
  /** A lobby message to one recipient, its post included. */
  readonly invocation: number;
  /** Reading a recipient's row. */
  readonly row: number;
  /** Fanning out a chunk of 500. */
  readonly chunk: number;
}

const POST_ROUNDS = 3;
const ROWS = 5_000;
const CHUNK = 500;
const WARM_UPS = 100;
const TIMES = 200;
const PAGE_WARM_UPS = 5;
const PAGE_TIMES = 10;

let measuring: Promise<CpuFigures> | undefined;

/** Measured once a run, with this project's own code against the model in another process. */
export function measureCpu(): Promise<CpuFigures> {
  measuring ??= measureAll();
  return measuring;
}

async function measureAll(): Promise<CpuFigures> {
  const { ours } = await measurePostCpu(['ours'], POST_ROUNDS);
  const model = await startModelProcess({ database: 0, post: 0, invocation: 0 });
  // The functions' clients read their surroundings.
  Object.assign(process.env, chatVariables(model.url));
  try {
    await model.fill({ recipients: 1 });
    const invocation = await timeCpu(() => handler(makeMessageEvent()), WARM_UPS, TIMES);
    await model.fill({ recipients: ROWS });
    const subscriptions = createSubscriptionStore(createDocumentClient(), TABLES.connections, systemClock);
    const audience = async () => {
      const rows: Subscription[] = [];
      for await (const page of subscriptions.pages(LOBBY_CHANNEL, { consistent: false })) rows.push(...page);
      return rows;
    };
    const recipients = (await audience()).slice(0, CHUNK);
    const reading = await timeCpu(audience, PAGE_WARM_UPS, PAGE_TIMES);
    const requests = createDeliverRequests('deliver');
    const frames = { v1: JSON.stringify({ message: '(Lobby): user1: Hello everyone, how are you?' }) };
    const request: DeliveryChunk = {
      type: 'chunk',
      id: '01HZX3V0000000000000000000',
      mark: '01HZX3V0000000000000000000.id=',
      heldUntil: Number.MAX_SAFE_INTEGER,
      frames,
      recipients,
    };
    const chunk = await timeCpu(() => requests.send(request), WARM_UPS, TIMES);
    return { post: ours / 1_000, invocation, row: reading / ROWS, chunk };
  } finally {
    for (const name of Object.keys(chatVariables(model.url))) delete process.env[name];
    model.stop();
  }
}

/** @returns milliseconds of user and system time for one, garbage collection included */
async function timeCpu(work: () => Promise<unknown>, warmUps: number, times: number): Promise<number> {
  for (let time = 0; time < warmUps; time++) await work();
  const before = process.cpuUsage();
  for (let time = 0; time < times; time++) await work();
  const { user, system } = process.cpuUsage(before);
  return (user + system) / 1_000 / times;
}
