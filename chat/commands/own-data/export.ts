import { invalidField } from '../../../protocol/errors.ts';
import { EXPORT_WEIGHT } from '../../../protocol/limits.ts';
import { cutPage } from '../../conversations/cut-page.ts';
import type { ChatPorts } from '../../ports/chat-ports.ts';
import { keepExtraRate } from '../../rates/command-rate.ts';
import type { CommandHandler } from '../command-handler.ts';
import { rangeOf } from '../list.ts';
import type { ExportEntry, ExportPart } from './export-part.ts';
import { EXPORT_SECTIONS, isSection, sectionBehind } from './export-sections.ts';

const LONGEST = { type: 'list', of: 'export', items: [], next: 'x'.repeat(128) };

/** A page is over when so many rows were read for it, be there anything to show or not; each look counts as some. */
const ROWS_OF_PAGE = 500;
const ROWS_OF_LOOK = 20;

/** Where an export goes on. */
interface Place {
  readonly section: keyof typeof EXPORT_SECTIONS;
  /** Behind which place of it; empty: at its beginning. */
  readonly after: string;
}

/**
 * All that is kept of the sender, section by section, as each is when it is read: no page knows of what changes behind it. A page may
 * hold nothing while there is more.
 */
export const exportOwn: CommandHandler<'export'> = async (ports, fields, request) => {
  const { user } = request;
  const { after, limit } = rangeOf(ports, fields);
  const place = readPlace(after);
  await keepExtraRate(ports, request, EXPORT_WEIGHT - 1);
  const { entries, next } = await gather(ports, user, place, limit);
  const kept = cutPage(
    entries.map(({ items }) => items),
    limit,
    LONGEST,
  ).length;
  const end = entries[kept - 1];
  return {
    answer: {
      type: 'list',
      of: 'export',
      items: entries.slice(0, kept).flatMap(({ items }) => items),
      next: kept < entries.length && end ? end.place : next,
    },
  };
};

interface PlacedEntry extends ExportEntry {
  /** Where the export goes on behind it. */
  readonly place: string;
}

/** Reads on until there is a page, or enough was read for one. */
async function gather(
  ports: ChatPorts,
  user: string,
  from: Place,
  limit: number,
): Promise<{ entries: readonly PlacedEntry[]; next: string | null }> {
  const entries: PlacedEntry[] = [];
  let place: Place | undefined = from;
  for (let rows = 0; place && rows < ROWS_OF_PAGE && entries.length <= limit; ) {
    const { section, after }: Place = place;
    const part: ExportPart = await EXPORT_SECTIONS[section](ports, user, after);
    const found = part.entries.map((entry) => ({ ...entry, place: showPlace({ section, after: entry.at }) }));
    entries.push(...found);
    rows += part.rows + ROWS_OF_LOOK;
    place = placeBehind(section, part);
  }
  return { entries, next: place ? showPlace(place) : null };
}

function placeBehind(section: Place['section'], { next }: ExportPart): Place | undefined {
  if (next !== undefined) return { section, after: next };
  const behind = sectionBehind(section);
  return behind && { section: behind, after: '' };
}

/** A colon stands in no section's name. */
const showPlace = ({ section, after }: Place) => `${section}:${after}`;

/** @throws ChatError `invalid_field` */
function readPlace(after: string | undefined): Place {
  if (after === undefined) return { section: 'account', after: '' };
  const colon = after.indexOf(':');
  const section = after.slice(0, Math.max(colon, 0));
  if (!isSection(section)) throw invalidField('after', 'the next of a page of export, or null');
  return { section, after: after.slice(colon + 1) };
}
