import { createEmitter } from '../../../client/emitter.ts';
import type { Events } from '../../../client/events.ts';
import { type ChatClient, type ConversationSummary, conversationList } from '../../../client/index.ts';
import { idOfTime } from '../../../protocol/events/event-id.ts';
import type { LoggedFrame } from '../../../protocol/frames/logged.ts';

export const message = (second: number, from = 'user2'): LoggedFrame => ({
  type: 'message',
  id: idOfTime(1_000 * second),
  ts: new Date(1_000 * second).toISOString(),
  conversation: 'lobby',
  from,
  content: String(second),
});

export const lobby = (last: LoggedFrame, readUpto: string | null, unread: number): ConversationSummary => ({
  conversation: 'lobby',
  last,
  read_upto: readUpto,
  unread,
  mentions: 0,
});

/** A client whose questions wait until the test answers them. */
export function createAsked() {
  const { on, emit } = createEmitter<Events>(() => undefined);
  const reads: { conversation: string; upto: string; resolve(): void; reject(error: unknown): void }[] = [];
  const lists: ((items: ConversationSummary[]) => void)[] = [];
  const reported: unknown[] = [];
  const client = {
    on,
    state: 'live',
    user: 'user1',
    groupNames: [] as readonly string[],
    reportError: (error: unknown) => reported.push(error),
    read: (conversation: string, upto: string) =>
      new Promise<void>((resolve, reject) => reads.push({ conversation, upto, resolve, reject })),
    conversations: () => new Promise((resolve) => lists.push((items) => resolve({ items, next: null }))),
  } as unknown as ChatClient;
  const list = conversationList(client);
  return { client, emit, reads, lists, reported, list };
}

/** What was answered has been taken in. */
export const settled = () => new Promise((resolve) => setImmediate(resolve));
