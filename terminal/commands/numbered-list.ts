import type { ChatClient } from '../../client/index.ts';
import { CommandFault, type Session } from './command.ts';

type Asked = Pick<Session, 'client' | 'conversation'>;

/** Something that one command lists under numbers, by which others take them. */
export interface NumberedList<T> {
  /** What there is now, whose numbers hold from now on in the conversation in front. @throws CommandFault, ChatRequestError */
  list(asked: Asked): Promise<readonly T[]>;
  /**
   * @param number from 1, as it was listed last there, or would be now where it never was
   * @throws CommandFault where there is none of that number; ChatRequestError
   */
  at(asked: Asked, number: string): Promise<T>;
}

/**
 * A list whose newest comes first: what is new shifts all numbers, so they are kept as they were shown.
 * @param read what there is now @param fault what is said where there is none of a number
 */
export function numberedList<T>(
  read: (asked: Asked) => Promise<readonly T[]>,
  fault: string,
): NumberedList<T> {
  const shown = new WeakMap<ChatClient, Map<string, readonly T[]>>();

  return {
    async list(asked) {
      const { client, conversation } = asked;
      const items = await read(asked);
      shown.set(client, (shown.get(client) ?? new Map()).set(conversation, items));
      return items;
    },
    async at(asked, number) {
      const items = shown.get(asked.client)?.get(asked.conversation) ?? (await read(asked));
      const found = items.at(Number(number) - 1);
      if (found === undefined) throw new CommandFault(fault);
      return found;
    },
  };
}
