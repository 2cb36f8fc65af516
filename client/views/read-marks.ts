import type { ChatClient } from '../chat-client.ts';
import { conversationList } from './conversation-list.ts';
import { getOrMake } from './view.ts';

export interface ReadMarks {
  /** Tells the server that a conversation has been read up to an event. */
  mark(conversation: string, upto: string): void;
}

/**
 * Tells one mark at a time, and of each conversation the newest: a mark costs as much as several messages, and while
 * somebody scrolls or a busy conversation is open each event would be one. Without a connection they wait for the next.
 */
export const readMarks = (client: ChatClient): ReadMarks => getOrMake(made, client, createReadMarks);

const made = new WeakMap<ChatClient, ReadMarks>();

function createReadMarks(client: ChatClient): ReadMarks {
  const wanted = new Map<string, string>();
  let isTelling = false;

  async function tellAll(): Promise<void> {
    for (let [next] = wanted; next; [next] = wanted) {
      const [conversation, upto] = next;
      try {
        await client.read(conversation, upto);
      } catch (error) {
        // Without a connection, the next one tells it.
        if (client.state !== 'live') return;
        client.report(error);
      }
      if (wanted.get(conversation) === upto) wanted.delete(conversation);
    }
  }

  function tell(): void {
    if (isTelling || client.state !== 'live') return;
    isTelling = true;
    void tellAll().finally(() => {
      isTelling = false;
    });
  }

  client.on('state', tell);
  return {
    mark(conversation, upto) {
      const known = conversationList(client).items.find((item) => item.conversation === conversation);
      const before = wanted.get(conversation) ?? known?.read_upto ?? '';
      if (upto <= before) return;
      wanted.set(conversation, upto);
      tell();
    },
  };
}
