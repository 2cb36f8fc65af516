import { expect, test } from '@jest/globals';
import { cutPage } from '../../../chat/conversations/cut-page.ts';
import { POSTED_FRAME_MAX_BYTES, REF_MAX_CHARACTERS } from '../../../protocol/limits.ts';

test.each([10, 99, 250, 1_000])(
  'a page of items of %s bytes is as full as it may be, and its frame small enough with the longest ref',
  (bytes) => {
    const items = Array.from({ length: 5_000 }, () => 'x'.repeat(bytes));
    const envelope = { type: 'list', of: 'friends', items: [], next: 'x'.repeat(64) };
    const page = cutPage(items, items.length, envelope);
    const frame = JSON.stringify({ ...envelope, ref: '\u0001'.repeat(REF_MAX_CHARACTERS), items: page });
    expect(frame.length).toBeLessThanOrEqual(POSTED_FRAME_MAX_BYTES);
    expect(frame.length).toBeGreaterThan(POSTED_FRAME_MAX_BYTES - 2 * bytes - 20);
  },
);
