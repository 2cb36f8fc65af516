import { tooLarge } from '../../protocol/errors.ts';
import { REPLY_CONTENT_MAX_BYTES } from '../../protocol/limits.ts';
import { contentBytes } from '../../protocol/lines.ts';

/** @throws ChatError `too_large`: beside so much content there would be no room for what a reply quotes */
export function requireReplyFits(content: string): void {
  if (contentBytes(content) > REPLY_CONTENT_MAX_BYTES) throw tooLarge(REPLY_CONTENT_MAX_BYTES);
}
