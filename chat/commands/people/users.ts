import { cutPage } from '../../conversations/cut-page.ts';
import { foldText } from '../../ports/people/directory.ts';
import { spend } from '../../rates/allowances.ts';
import { requireSearch } from '../../rules/search.ts';
import { settleAll } from '../../settle-all.ts';
import type { CommandHandler } from '../command-handler.ts';
import { rangeOf } from '../list.ts';
import { type Looked, searchAll, searchFriends } from './search.ts';

/** As long as the answer may be without its items: `next` is a place, in letters of four bytes. */
const LONGEST = { type: 'list', of: 'users', items: [], next: '\u{10ffff}'.repeat(128) };

const NO_BLOCKERS = { names: new Set<string>() };

/**
 * Who is found by how a name or a display name begins. A page may hold fewer than asked for, even none, while there are more.
 * Under `silent` it shows who blocks the sender like anybody: a name that all may search is public, and whoever isn't found
 * any more would have blocked one.
 */
export const users: CommandHandler<'users'> = async (ports, fields, { user, id }) => {
  const { directoryScope, blockPolicy } = ports;
  requireSearch(ports, 'users');
  await spend(ports, 'searches', user);
  const folded = foldText(fields.search);
  const range = rangeOf(ports, fields);
  const [page, { names: blockers }] = await settleAll([
    directoryScope === 'open' ? searchAll(ports, folded, range) : searchFriends(ports, user, folded, range),
    // What stands now, settled or not.
    blockPolicy === 'notify' ? ports.blocks.blockersOf(user, id, true) : NO_BLOCKERS,
  ]);
  const found = page.items.flatMap(({ item, place }: Looked) =>
    item === undefined || blockers.has(item.user) ? [] : [{ item, place }],
  );
  const all = found.map(({ item }) => item);
  const items = cutPage(all, all.length, LONGEST);
  const isCut = items.length < all.length;
  const last = isCut ? found[items.length - 1]?.place : (page.next ?? page.items.at(-1)?.place);
  return {
    answer: { type: 'list', of: 'users', items, next: (isCut || page.hasMore ? last : null) ?? null },
  };
};
