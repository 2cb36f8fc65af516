import type { LoggedFrame, QuoteFrame } from '../../../protocol/frames/logged.ts';
import { quoteOf } from '../../../protocol/quotes.ts';
import { hasSameFields } from '../same.ts';
import { isChange, type StandingFrame } from './amendments.ts';

/** What a reply shows of a message, or of what that says since a change; `known` where that isn't known better. */
export function quote(known: QuoteFrame, source: LoggedFrame | undefined): QuoteFrame {
  if (!source || (source.type !== 'message' && !isChange(source))) return known;
  const { from, content = '' } = source as { readonly from: string; readonly content?: string };
  const isDeleted = source.type === 'deleted' || 'deleted' in source;
  const now = { id: known.id, ...quoteOf({ from, content, isDeleted }) };
  return hasSameFields(known, now) ? known : now;
}

/** A reply with what it answers as that is now; the very event where it shows that already, and is no reply. */
export function requote(event: StandingFrame, find: (id: string) => LoggedFrame | undefined): StandingFrame {
  if (event.type !== 'message' || !event.reply_to) return event;
  const reply_to = quote(event.reply_to, find(event.reply_to.id));
  return reply_to === event.reply_to ? event : { ...event, reply_to };
}
