import { setTimeout as sleep } from 'node:timers/promises';
import { type ChatClient, connectClient } from '../../../../bench/cost/chat-client.ts';
import type { RunningStack } from '../../../../local/start-stack.ts';

export const CONVERSATIONS = ['lobby', 'whisper'] as const;
export type Conversation = (typeof CONVERSATIONS)[number];

/** What the server takes by itself, milliseconds. */
export interface ServerTimes {
  readonly pings: readonly number[];
  /** Until the sender had the answer. */
  readonly acks: Readonly<Record<Conversation, readonly number[]>>;
  /** Until the other one had the message. */
  readonly arrivals: Readonly<Record<Conversation, readonly number[]>>;
}

const PAUSE_MS = 50;

/** Asks by bare sockets, without the SDK: pings, and messages from one to another. @param count of each */
export async function timeServer(stack: RunningStack, count: number): Promise<ServerTimes> {
  const connect = async (user: string) =>
    connectClient(stack.webSocketUrl, { token: await stack.token(user), protocol: 'v2' });
  const [one, other] = [await connect('bare1'), await connect('bare2')];
  const pings: number[] = [];
  const acks: Record<Conversation, number[]> = { lobby: [], whisper: [] };
  const arrivals: Record<Conversation, number[]> = { lobby: [], whisper: [] };
  for (let round = 0; round < count; round++) {
    pings.push(await exchange(one, { type: 'ping', ref: `ping-${round}` }));
    for (const type of CONVERSATIONS) {
      const [ref, content] = [`${type}-${round}`, `by hand, ${type} ${round}.`];
      const begin = performance.now();
      const arrived = other.hears(content).then(() => performance.now() - begin);
      const target = type === 'whisper' ? { target: 'bare2' } : {};
      const command = { type, ...target, content, ref };
      acks[type].push(await exchange(one, command));
      arrivals[type].push(await arrived);
      await sleep(PAUSE_MS);
    }
  }
  await Promise.all([one.close(), other.close()]);
  return { pings, acks, arrivals };
}

/** @returns milliseconds until the answer */
async function exchange(
  client: ChatClient,
  command: { readonly type: string; readonly ref: string },
): Promise<number> {
  const begin = performance.now();
  client.send(command);
  await client.hears(`"ref":"${command.ref}"`);
  return performance.now() - begin;
}
