import type { ChatPorts } from '../ports/chat-ports.ts';
import type { Group } from '../ports/groups/groups.ts';
import { type DirectoryKey, directoryKey } from '../ports/people/directory.ts';
import { settleAll } from '../settle-all.ts';

type Named = Pick<Group, 'name' | 'kind' | 'title'>;
type ListPorts = Pick<ChatPorts, 'groupDirectory'>;

/**
 * Puts the rows by which an open group is found. Comes before the group, so that whatever ends the function, what is there can be
 * found: a row that says something else than the group is shown by no search.
 * @param rev the id of the command
 */
export async function listGroup({ groupDirectory }: ListPorts, group: Named, rev: string): Promise<void> {
  await settleAll(rowsOf(group).map((row) => groupDirectory.put({ ...row, name: group.name, rev })));
}

/** Removes the row of a title that a group hasn't any more. */
export async function unlistTitle(
  { groupDirectory }: ListPorts,
  { before, after }: { readonly before: Named; readonly after: Named },
  rev: string,
): Promise<void> {
  const standing = new Set(rowsOf(after).map(({ place }) => place));
  const gone = rowsOf(before).filter(({ place }) => !standing.has(place));
  await settleAll(gone.map((row) => groupDirectory.remove({ ...row, rev })));
}

/** One of its name, and one of its title where that isn't the same. */
function rowsOf({ name, kind, title = name }: Named): readonly DirectoryKey[] {
  if (kind === 'private') return [];
  const rows = [name, title].map((text) => directoryKey(text, name));
  return rows.filter(({ place }, index) => index === 0 || place !== rows[0]?.place);
}
