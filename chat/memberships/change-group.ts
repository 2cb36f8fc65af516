import { groupNotFound, internal } from '../../protocol/errors.ts';
import { idBehind, laterId, readEventTime } from '../../protocol/events/event-id.ts';
import type { GroupChangeEvent } from '../../protocol/events/groups.ts';
import { DELIVERY_DEADLINE_MS } from '../../protocol/limits.ts';
import type { ChatPorts } from '../ports/chat-ports.ts';
import type { Group } from '../ports/groups/groups.ts';

/** It changes between a look and a write only when several of its owners change it at once. */
const ATTEMPTS = 5;
/** Of a group that changes all the time, so many are remembered until they are told. */
const RECENT_MAX = 10;

/** What is to become of a group. */
export interface GroupAlteration {
  readonly name: string;
  /** The id of the command. */
  readonly id: string;
  /** What is to be told of it; absent where another event tells it. */
  readonly event?: GroupChangeEvent;
  /** @returns the group as it is to be; throws a ChatError where that isn't allowed, and whenever the group has changed anew */
  alter(group: Group): Group;
}

/** A group before and behind a change; twice the same where the change was in it already. */
export interface ChangedGroup {
  readonly before: Group;
  readonly after: Group;
}

/**
 * Changes a group. Of two changes at once the second sees what the first has made of it: so two owners can't each take away
 * what makes the other one.
 * @param found the group as it was read last
 * @throws ChatError what `alter` throws; `group_not_found`; `internal`: it may be tried again
 */
export async function changeGroup(
  { groups }: Pick<ChatPorts, 'groups'>,
  alteration: GroupAlteration,
  found?: Group,
): Promise<ChangedGroup> {
  const { name, id, event } = alteration;
  let group = found ?? (await groups.find(name));
  for (let attempt = 0; attempt < ATTEMPTS; attempt++) {
    if (group === undefined) throw groupNotFound(name);
    if (event && findChange(group, id)) return { before: group, after: group };
    if (group.endedBy !== undefined) throw groupNotFound(name);
    const after = next(group, alteration);
    if (await groups.change(after, group.rev)) return { before: group, after };
    group = await groups.find(name);
  }
  throw internal(new Error(`The group ${name} changed too often to be written`));
}

/** What is to be told of a change that is in a group already, and may not have been told; undefined of one that isn't. */
export const findChange = ({ recent }: Group, id: string): GroupChangeEvent | undefined =>
  recent.find((event) => event.id === id);

function next(group: Group, { id, event, alter }: GroupAlteration): Group {
  const begin = readEventTime(id) - DELIVERY_DEADLINE_MS;
  const untold = group.recent.filter((change) => readEventTime(change.id) >= begin);
  return {
    ...alter(group),
    // Another one than before, even where a command comes behind a later one.
    rev: laterId(id, idBehind(group.rev)),
    recent: [...untold, ...(event ? [event] : [])].slice(-RECENT_MAX),
  };
}
