import { POSTED_FRAME_MAX_BYTES } from '../../protocol/limits.ts';
import { utf8Bytes } from '../../protocol/utf8.ts';

/** Bytes of a value as the wire writes it. */
const jsonBytes = (value: unknown) => utf8Bytes(JSON.stringify(value));

/** Of the `ref` that an answer may carry, 64 characters of up to six bytes each, and its key. */
const REF_BYTES = 400;

/**
 * As many of the items as their frame may hold: `limit` of them, and at least one.
 * @param envelope the answer without them
 */
export function cutPage<Item>(items: readonly Item[], limit: number, envelope: object): Item[] {
  let room = POSTED_FRAME_MAX_BYTES - REF_BYTES - jsonBytes(envelope);
  const end = items.findIndex((item, index) => {
    room -= jsonBytes(item) + ','.length;
    return index > 0 && (index >= limit || room < 0);
  });
  return end < 0 ? [...items] : items.slice(0, end);
}
