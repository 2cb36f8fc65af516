import { ownMutes } from '../index.ts';
import { useChatClient } from './chat-context.ts';
import { useView } from './use-view.ts';

/** Until when the user may not speak in a conversation, epoch milliseconds by the server's clock; undefined while they may, as far as is known. */
export const useMuted = (conversation: string): number | undefined =>
  useView(ownMutes(useChatClient())).get(conversation);
