import type { ListItems } from '../../../protocol/frames/list-items.ts';
import { cutPage } from '../../conversations/cut-page.ts';
import type { ChatPorts } from '../../ports/chat-ports.ts';
import type { Group } from '../../ports/groups/groups.ts';
import type { PageRange } from '../../ports/page.ts';
import { directoryKey, type FoundRow, foldText } from '../../ports/people/directory.ts';
import { spend } from '../../rates/allowances.ts';
import type { Outcome } from '../../request.ts';
import { begins, removeStaleRows } from '../../rules/directory-rows.ts';
import { requireSearch } from '../../rules/search.ts';

/** As long as the answer may be without its items: `next` is a place, in letters of four bytes. */
const LONGEST = { type: 'list', of: 'groups', items: [], next: '\u{10ffff}'.repeat(128) };

/**
 * Open groups by how their name begins, or their title. A page may hold fewer than asked for, even none, while there are more.
 * @throws ChatError `not_allowed` where the operator lets nobody search
 */
export async function searchGroups(
  ports: ChatPorts,
  search: string,
  range: PageRange,
  user: string,
): Promise<Outcome> {
  requireSearch(ports, 'groups');
  await spend(ports, 'searches', user);
  const folded = foldText(search);
  const { items: rows, hasMore } = await ports.groupDirectory.search(folded, range);
  const groups = await ports.groups.findAll([...new Set(rows.map(({ name }) => name))], {
    consistent: false,
  });
  // Of groups that are called so no longer, are private, or are no more.
  await removeStaleRows(ports.groupDirectory, ports.clock, rows, (row) => holds(row, groups.get(row.name)));
  const found = rows.flatMap((row) => {
    const group = groups.get(row.name);
    return group && isFoundBy(row, group, folded) ? [{ place: row.place, item: toItem(group) }] : [];
  });
  const all = found.map(({ item }) => item);
  const items = cutPage(all, all.length, LONGEST);
  const isCut = items.length < all.length;
  const last = isCut ? found[items.length - 1]?.place : rows.at(-1)?.place;
  return {
    answer: { type: 'list', of: 'groups', items, next: (isCut || hasMore ? last : null) ?? null },
  };
}

const isAt = ({ place }: FoundRow, text: string | undefined, name: string) =>
  text !== undefined && directoryKey(text, name).place === place;

/** Whether a row says what is so. */
const holds = (row: FoundRow, group: Group | undefined): group is Group =>
  group !== undefined &&
  group.kind === 'open' &&
  group.endedBy === undefined &&
  (isAt(row, group.name, group.name) || isAt(row, group.title, group.name));

/** Whether it is this row that shows its group: one that is found by its name as well is shown there. */
function isFoundBy(row: FoundRow, group: Group, folded: string): boolean {
  const { name, title } = group;
  if (!holds(row, group)) return false;
  return begins(name, folded) ? isAt(row, name, name) : begins(title, folded) && isAt(row, title, name);
}

const toItem = ({ name, title, about }: Group): ListItems['groups'] => ({
  group: name,
  ...(title !== undefined && { title }),
  ...(about !== undefined && { about }),
});
