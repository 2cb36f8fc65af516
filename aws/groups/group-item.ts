import type { Group } from '../../chat/ports/groups/groups.ts';
import { readRow } from '../dynamodb/read-row.ts';
import { groupKey } from '../schema.ts';

/** A group's item in the People table: at most some 20 KB, with sixty names of who may do more than others, and fifty pins. */
export const groupItem = (group: Group) => ({ ...groupKey(group.name), ...group });

/** One that was made before groups had a profile has but its name and id. */
export function toGroup(item: Record<string, unknown>): Group {
  const {
    groupId,
    name,
    kind,
    history,
    rev = groupId,
    isFree = false,
    ...rest
  } = readRow(item, {
    groupId: 'string',
    name: 'string',
    kind: 'string?',
    history: 'string?',
    title: 'string?',
    about: 'string?',
    rev: 'string?',
    endedBy: 'string?',
    isFree: 'boolean?',
  });
  return {
    groupId,
    name,
    kind: kind === 'private' ? 'private' : 'open',
    history: history === 'full' ? 'full' : 'joining',
    ...rest,
    ...(isFree && { isFree }),
    owners: listIn(item.owners),
    moderators: listIn(item.moderators),
    pins: listIn(item.pins),
    rev,
    recent: listIn(item.recent),
  };
}

const listIn = <T>(value: unknown): readonly T[] => (Array.isArray(value) ? value : []);
