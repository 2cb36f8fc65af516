import type { ListItems } from '../../../protocol/frames/list-items.ts';
import type { ChatPorts } from '../../ports/chat-ports.ts';
import type { Page, PageRange } from '../../ports/page.ts';
import { directoryKey, type FoundRow } from '../../ports/people/directory.ts';
import type { Profile } from '../../ports/people/profiles.ts';
import { begins, removeStaleRows } from '../../rules/directory-rows.ts';
import { toProfileItem } from './profile-item.ts';

/** What a search looked at, in its order. */
export interface Looked {
  /** Behind what the next page begins. */
  readonly place: string;
  /** Who was found there; undefined: nobody that it looks for. */
  readonly item: ListItems['users'] | undefined;
}

/** All users, by the rows of the directory. @param folded as `foldText` makes it */
export async function searchAll(
  ports: Pick<ChatPorts, 'directory' | 'profiles' | 'clock'>,
  folded: string,
  range: PageRange,
): Promise<Page<Looked>> {
  const { items: rows, hasMore } = await ports.directory.search(folded, range);
  const profiles = await ports.profiles.findAll([...new Set(rows.map(({ name }) => name))]);
  await removeStaleRows(ports.directory, ports.clock, rows, (row) => holds(row, profiles.get(row.name)));
  const looked = rows.map((row): Looked => {
    const profile = profiles.get(row.name);
    const isMeant = profile && holds(row, profile) && isShownBy(row, profile, folded);
    return { place: row.place, item: isMeant ? toItem(row.name, profile) : undefined };
  });
  return { items: looked, hasMore };
}

/** The user's friends, by name. */
export async function searchFriends(
  ports: Pick<ChatPorts, 'friendships' | 'profiles'>,
  user: string,
  folded: string,
  range: PageRange,
): Promise<Page<Looked>> {
  const { items: friends, hasMore, next } = await ports.friendships.list(user, 'friends', range);
  const profiles = await ports.profiles.findAll(friends.map((friend) => friend.user));
  const looked = friends.map((friend): Looked => {
    const profile = profiles.get(friend.user);
    const isMeant = profile && (begins(friend.user, folded) || begins(displayNameOf(profile), folded));
    return { place: friend.user, item: isMeant ? toItem(friend.user, profile) : undefined };
  });
  return { items: looked, hasMore, ...(next !== undefined && { next }) };
}

const displayNameOf = ({ entries }: Profile) => entries.display_name?.value;

/** Whether a row says what is so: a crash may leave those of display names that were never set, or aren't any more. */
function holds({ place, rev, name }: FoundRow, profile: Profile | undefined): boolean {
  if (rev === undefined) return true;
  const shown = profile && displayNameOf(profile);
  return shown !== undefined && directoryKey(shown, name).place === place;
}

/** Whether it is this row that shows its user: who is found by the name as well is shown there. */
function isShownBy({ rev, name }: FoundRow, profile: Profile, folded: string): boolean {
  const isName = begins(name, folded);
  return rev === undefined
    ? isName || sharesRow(name, profile, folded)
    : !isName && begins(displayNameOf(profile), folded);
}

/** A display name that begins as the name does has no row of its own. */
function sharesRow(user: string, profile: Profile, folded: string): boolean {
  const name = displayNameOf(profile);
  return begins(name, folded) && directoryKey(name ?? '', user).place === directoryKey(user, user).place;
}

function toItem(user: string, profile: Profile): ListItems['users'] {
  const { about, ...item } = toProfileItem(user, profile);
  return item;
}
