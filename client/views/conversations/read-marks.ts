import type { ChatClient } from '../../chat-client.ts';
import { ChatRequestError } from '../../errors.ts';
import { getOrMake } from '../view.ts';
import { conversationList } from './conversation-list.ts';

export interface ReadMarks {
  /** Tells the server that a conversation has been read up to an event; in the list of conversations it is so at once. */
  mark(conversation: string, upto: string): void;
}

/** A mark costs the server as much as several messages, and comes from the same allowance: so long after each, milliseconds. */
const PAUSE_MS = 3_000;

/**
 * Tells one mark at a time, with a pause behind each, and of each conversation the newest: while a busy conversation is open
 * each event would be one. Without a connection they wait for the next; one that isn't answered in time is told again.
 */
export const readMarks = (client: ChatClient): ReadMarks => getOrMake(made, client, createReadMarks);

const made = new WeakMap<ChatClient, ReadMarks>();

function createReadMarks(client: ChatClient): ReadMarks {
  const list = conversationList(client);
  const wanted = new Map<string, string>();
  /** Whose the marks are: nobody else has read that. */
  let reader = client.user;
  let isTelling = false;

  function dropMarksOfOthers(): void {
    if (reader !== undefined && reader !== client.user) wanted.clear();
    reader = client.user;
  }

  async function tellAll(): Promise<void> {
    for (let [next] = wanted; next; [next] = wanted) {
      const [conversation, upto] = next;
      let isOver = true;
      try {
        await client.read(conversation, upto);
      } catch (error) {
        // Without a connection, the next one tells it.
        if (client.state !== 'live') return;
        client.reportError(error);
        isOver = !(error instanceof ChatRequestError && error.code === 'timed_out');
      }
      const newest = wanted.get(conversation) ?? upto;
      wanted.delete(conversation);
      // Behind the others, which may well be answered.
      if (!isOver || newest !== upto) wanted.set(conversation, newest);
      await new Promise((resolve) => setTimeout(resolve, PAUSE_MS));
      dropMarksOfOthers();
    }
  }

  function tell(): void {
    dropMarksOfOthers();
    if (isTelling || wanted.size === 0 || !list.isLoaded || client.state !== 'live') return;
    isTelling = true;
    void tellAll().finally(() => {
      isTelling = false;
    });
  }

  client.on('state', tell);
  list.onChange(tell);
  return {
    mark(conversation, upto) {
      dropMarksOfOthers();
      const { isLoaded, items } = list;
      const known = items.find((item) => item.conversation === conversation);
      // Until the list is there, nobody knows what is unread. The first mark of all says where what is new begins, later.
      if (isLoaded && known?.unread === 0 && known.read_upto !== null) return;
      if (upto <= (wanted.get(conversation) ?? known?.read_upto ?? '')) return;
      wanted.set(conversation, upto);
      list.countRead(conversation, upto);
      if (isLoaded) tell();
    },
  };
}
