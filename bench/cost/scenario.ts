import { randomUUID } from 'node:crypto';
import type { ChatClient } from './chat-client.ts';

/** One thing that users do, to be repeated as often as one likes. */
export interface Scenario {
  readonly name: string;
  /** Frames that clients send meanwhile. */
  readonly frames: number;
  /** The functions that run for it, by the names of their files; the asynchronous one last. */
  readonly functions: readonly string[];
  /** Brings about what must be there before. Not counted. */
  prepare?(): Promise<void>;
  /** Resolves when what can be seen of it has been seen. */
  act(): Promise<void>;
  /** Not counted. */
  tidy?(): Promise<void>;
}

export const CONTENT = 'Hello, how are you?';

/** A frame that the function `message` answers. */
export const ONE_FRAME = { frames: 1, functions: ['message'] } as const;

/** A command of v1. @param says a text of the frame that ends it */
export function command(client: ChatClient, frame: object, says: string): Omit<Scenario, 'name'> {
  return {
    ...ONE_FRAME,
    async act() {
      client.send(frame);
      await client.hears(says);
    },
  };
}

/**
 * A command of `chat.v2` with a `ref`, as the SDK sends them all.
 * @returns the answer, parsed
 * @throws Error when it is another than was meant to be measured
 */
export async function ask<Answer extends object>(
  client: ChatClient,
  frame: { readonly type: string; readonly [field: string]: unknown },
  ref: string = randomUUID(),
): Promise<Answer> {
  client.send({ ...frame, ref });
  const answer = JSON.parse(await client.hears(`"ref":"${ref}"`));
  if (answer.type === 'error') throw new Error(`${frame.type} was answered ${answer.code}: ${answer.error}`);
  return answer;
}
