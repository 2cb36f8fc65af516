import {
  Agent,
  createServer,
  type IncomingMessage,
  type ServerResponse,
  request as sendHttp,
} from 'node:http';
import type { AddressInfo } from 'node:net';
import { setTimeout as sleep } from 'node:timers/promises';
import { isMetered, type MeteredAnswer, type MeteredRequest, readUnits, type Units } from './capacity.ts';

/** One call of DynamoDB's API. */
export interface MeteredCall extends Units {
  readonly operation: string;
  /** Of `performance.now()`. */
  readonly start: number;
  readonly end: number;
}

/** Stands before DynamoDB Local and asks for the units of each call, which the functions don't. */
export interface MeteringProxy {
  readonly endpoint: string;
  /** The calls since it was last asked. */
  takeCalls(): MeteredCall[];
  /** Resolves when no call has been under way for a while. @throws Error when a call's units are not known */
  untilQuiet(): Promise<void>;
  close(): Promise<void>;
}

/** Longer than a function computes between two calls. */
const QUIET_MS = 100;
const ANSWER_HEADERS = { 'content-type': 'application/x-amz-json-1.0' };

/** @param holdMs each answer comes so long after its request, so that calls that depend on each other show */
export async function startMeteringProxy(target: string, holdMs: number): Promise<MeteringProxy> {
  const agent = new Agent({ keepAlive: true });
  let calls: MeteredCall[] = [];
  let fault: unknown;
  let underWay = 0;
  let lastMove = performance.now();

  async function handle(request: IncomingMessage, response: ServerResponse): Promise<void> {
    const start = performance.now();
    underWay++;
    try {
      const operation = String(request.headers['x-amz-target']).split('.').at(-1) ?? '';
      const body = await readAll(request);
      if (!isMetered(operation)) {
        const { status, text } = await forward(request, body);
        response.writeHead(status, ANSWER_HEADERS).end(text);
        return;
      }
      const asked = { ...(JSON.parse(body) as MeteredRequest), ReturnConsumedCapacity: 'INDEXES' };
      const { status, text } = await forward(request, JSON.stringify(asked));
      const units = readUnits(operation, asked, JSON.parse(text) as MeteredAnswer);
      await sleep(start + holdMs - performance.now());
      calls.push({ operation, start, end: performance.now(), ...units });
      response.writeHead(status, ANSWER_HEADERS).end(text);
    } catch (error) {
      fault ??= error;
      response.writeHead(500).end();
    } finally {
      underWay--;
      lastMove = performance.now();
    }
  }

  async function forward(
    { headers }: IncomingMessage,
    body: string,
  ): Promise<{ status: number; text: string }> {
    const { connection: _, 'content-length': __, ...kept } = headers;
    const onward = sendHttp(target, {
      agent,
      method: 'POST',
      headers: { ...kept, host: new URL(target).host, 'content-length': Buffer.byteLength(body) },
    });
    const answered = new Promise<IncomingMessage>((resolve, reject) => {
      onward.once('response', resolve);
      onward.once('error', reject);
    });
    onward.end(body);
    const answer = await answered;
    return { status: answer.statusCode ?? 0, text: await readAll(answer) };
  }

  const server = createServer((request, response) => void handle(request, response));
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  return {
    endpoint: `http://127.0.0.1:${(server.address() as AddressInfo).port}`,
    takeCalls() {
      const taken = calls;
      calls = [];
      return taken;
    },
    async untilQuiet() {
      for (lastMove = performance.now(); underWay > 0 || performance.now() - lastMove < QUIET_MS; ) {
        await sleep(10);
      }
      if (fault !== undefined) throw fault;
    },
    async close() {
      server.close();
      server.closeAllConnections();
      agent.destroy();
    },
  };
}

async function readAll(stream: IncomingMessage): Promise<string> {
  const chunks: Buffer[] = [];
  for await (const chunk of stream) chunks.push(chunk as Buffer);
  return Buffer.concat(chunks).toString();
}
