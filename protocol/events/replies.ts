import type { ChatEvent } from './events.ts';
import type { MessageEvent } from './messages.ts';

/** A message that answers another, and is not deleted: nothing is shown of one that is. */
export type Reply = MessageEvent & { readonly replyTo: string };

export const isReply = (event: ChatEvent): event is Reply =>
  'replyTo' in event && event.replyTo !== undefined && !event.isDeleted;

/** @returns it where its viewer may see nothing of what it answers */
export const withoutQuote = (event: ChatEvent): ChatEvent => {
  if (!('quoted' in event)) return event;
  const { quoted: _hidden, ...rest } = event;
  return rest;
};

/** A reply as it is to be shown. @param quoted what it answers; undefined where its viewer may see nothing of that */
export const withQuote = <E extends ChatEvent>(event: E, quoted: MessageEvent | undefined): E =>
  isReply(event) && quoted ? { ...event, quoted } : event;
