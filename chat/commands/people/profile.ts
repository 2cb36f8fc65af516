import { ChatError, internal, missingField } from '../../../protocol/errors.ts';
import type { ChatPorts } from '../../ports/chat-ports.ts';
import { type DirectoryKey, directoryKey } from '../../ports/people/directory.ts';
import type { Profile } from '../../ports/people/profiles.ts';
import { acknowledge, assertCanWrite } from '../../request.ts';
import { settleAll } from '../../settle-all.ts';
import type { CommandHandler } from '../command-handler.ts';
import { type ChangedProfile, changeProfile } from './change-profile.ts';

/** Changes how the sender is shown: what isn't named stays. Others see it when they ask next. */
export const profile: CommandHandler<'profile'> = async (ports, change, request) => {
  const { user, id } = request;
  if (Object.values(change).every((value) => value === undefined))
    throw missingField('display_name', 'or avatar_url, or about: at least one of them');
  const before = await ports.profiles.find(user);
  if (before === undefined) throw internal(new Error(`${user} has signed in and has no profile`));
  await assertCanWrite(ports, request);
  const { display_name } = change;
  const row = typeof display_name === 'string' ? findRow(display_name, user) : undefined;
  // Before the profile: a name that holds can be found, whatever ends this function. A row that says something else than
  // the profile is shown by no search.
  if (row !== undefined) await ports.directory.put({ ...row, name: user, rev: id });
  const changed = await changeProfile(ports, user, { before, change, id }).catch(async (error) => {
    // A profile that can't be written is of somebody erased meanwhile: the row would stand until a search comes across it.
    const now = error instanceof ChatError ? await ports.profiles.find(user) : undefined;
    if (now) await removeRows(ports, user, { before: now, after: now, id, row });
    throw error;
  });
  return { ...acknowledge(), delivery: removeRows(ports, user, { ...changed, id, row }) };
};

/** Where a display name's row stands; undefined where the name's own does for both. */
function findRow(displayName: string, user: string): DirectoryKey | undefined {
  const row = directoryKey(displayName, user);
  return row.place === directoryKey(user, user).place ? undefined : row;
}

/**
 * Removes the rows of what doesn't hold any more: of the display name before this one, or of this one where a later one has
 * come before it. Should it fail, the next search that comes across them removes them.
 */
async function removeRows(
  { directory, logger }: Pick<ChatPorts, 'directory' | 'logger'>,
  user: string,
  { before, after, id, row }: ChangedProfile & { id: string; row: DirectoryKey | undefined },
): Promise<void> {
  const rowOf = ({ entries }: Profile) => {
    const name = entries.display_name?.value;
    return name === undefined ? undefined : findRow(name, user);
  };
  const standing = rowOf(after)?.place;
  const stale = [rowOf(before), row]
    .filter((each) => each !== undefined)
    .filter(({ place }) => place !== standing);
  try {
    await settleAll(stale.map((each) => directory.remove({ ...each, rev: id })));
  } catch (cause) {
    logger.warn('A row of a display name was left behind', { cause });
  }
}
