import type { Row } from '../../client/index.ts';
import { dayKeyOf, dayNameOf } from '../text/times.ts';

/** What the timeline shows below each other. */
export type Line =
  | { readonly kind: 'day'; readonly key: string; readonly name: string }
  | { readonly kind: 'unread'; readonly key: string }
  | { readonly kind: 'row'; readonly key: string; readonly row: Row; readonly isFirstOfAuthor: boolean };

export interface LayoutOptions {
  readonly user: string | undefined;
  /** The event up to which it was read when it was opened; undefined: no mark. */
  readonly unreadAfter: string | undefined;
  /** Epoch milliseconds. */
  readonly now: number;
}

/** What the lines of a row depend on beside the row itself: what was above it. */
interface Above {
  /** When the day began and ends, and when something was said last, epoch milliseconds. */
  readonly dayStart: number;
  readonly dayEnd: number;
  readonly at: number;
  readonly author: string | undefined;
  /** Whether the mark stands there already. */
  readonly isMarked: boolean;
}

interface Block {
  readonly row: Row;
  readonly above: Above;
  readonly lines: readonly Line[];
  readonly below: Above;
}

const TOP: Above = { dayStart: 0, dayEnd: 0, at: 0, author: undefined, isMarked: false };

/** Messages of one author that come within this are shown as one block. */
const BLOCK_MS = 5 * 60 * 1_000;

/**
 * Lays out a timeline: the day before its first row, a mark before what is new, and whose block a message begins. There may
 * be thousands of rows, and dates are dear to work out: a row that stays below the same keeps its lines of the call before.
 */
export function createLayout(): (rows: readonly Row[], options: LayoutOptions) => readonly Line[] {
  let blocks: readonly Block[] = [];
  let settings = '';
  return (rows, options) => {
    const wanted = JSON.stringify([options.user, options.unreadAfter, dayKeyOf(options.now)]);
    const before = wanted === settings ? blocks : [];
    // Older rows may have come before the first, or the first may be gone.
    const shift = before.findIndex(({ row }) => row === rows[0]);
    const offset = shift < 0 ? -rows.findIndex(({ key }) => key === before[0]?.row.key) : shift;
    let above = TOP;
    blocks = rows.map((row, place) => {
      const known = before[place + offset];
      const block = known?.row === row ? layAgain(known, above, options) : layOut(row, above, options);
      above = block.below;
      return block;
    });
    settings = wanted;
    const all: Line[] = [];
    for (const { lines } of blocks) for (const line of lines) all.push(line);
    return all;
  };
}

function layAgain(known: Block, above: Above, options: LayoutOptions): Block {
  if (known.above === above) return known;
  const block = layOut(known.row, above, options);
  // Then what is below needn't be laid out again.
  return isSame(block.below, known.below) ? { ...block, below: known.below } : block;
}

const isSame = (one: Above, other: Above) =>
  one.dayStart === other.dayStart &&
  one.at === other.at &&
  one.author === other.author &&
  one.isMarked === other.isMarked;

function layOut(row: Row, above: Above, { user, unreadAfter, now }: LayoutOptions): Block {
  const lines: Line[] = [];
  let { author, isMarked, dayStart, dayEnd } = above;
  const at = row.status === 'sent' ? Date.parse(row.event.ts) : above.at;
  if (row.status === 'sent' && (at < dayStart || at >= dayEnd)) {
    dayStart = new Date(at).setHours(0, 0, 0, 0);
    dayEnd = new Date(at).setHours(24, 0, 0, 0);
    author = undefined;
    lines.push({ kind: 'day', key: `day ${dayKeyOf(at)}`, name: dayNameOf(at, now) });
  }
  if (!isMarked && row.status === 'sent' && isNewFromOthers(row, user, unreadAfter)) {
    isMarked = true;
    author = undefined;
    lines.push({ kind: 'unread', key: 'unread' });
  }
  const from = authorOf(row, user);
  const isFirstOfAuthor = from !== undefined && (from !== author || at - above.at > BLOCK_MS);
  lines.push({ kind: 'row', key: row.key, row, isFirstOfAuthor });
  return { row, above, lines, below: { dayStart, dayEnd, at, author: from, isMarked } };
}

const isNewFromOthers = (
  row: Extract<Row, { status: 'sent' }>,
  user: string | undefined,
  unreadAfter: string | undefined,
) =>
  unreadAfter !== undefined &&
  row.event.type === 'message' &&
  row.event.from !== user &&
  row.event.id > unreadAfter;

function authorOf(row: Row, user: string | undefined): string | undefined {
  if (row.status !== 'sent') return user;
  return row.event.type === 'message' ? row.event.from : undefined;
}
