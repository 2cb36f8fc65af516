import type { GroupRole } from '../frames/logged.ts';
import { ROLE_WORDS } from '../role-words.ts';
import { type EventRecord, placeIn } from './event-record.ts';

/** That somebody who may has changed what a group is, or what one of its members may do. Nobody's block hides an act of authority. */
export type GroupChangeEvent = RoleChanged | Described | Pinned | Disbanded;

interface GroupChange {
  readonly id: string;
  readonly group: string;
  /** Who did it. */
  readonly by: string;
}

interface RoleChanged extends GroupChange {
  readonly type: 'role_changed';
  readonly user: string;
  readonly role: GroupRole;
}

interface Described extends GroupChange {
  readonly type: 'described';
}

interface Pinned extends GroupChange {
  readonly type: 'pinned' | 'unpinned';
  /** The id of the message. */
  readonly of: string;
  /** Who said it. */
  readonly from: string;
}

interface Disbanded extends GroupChange {
  readonly type: 'disbanded';
}

const roleChanged: EventRecord<RoleChanged> = {
  // Who blocks the user whom it is about sees nothing of them, as with what they do themselves.
  blockableAuthor: ({ user }) => user,
  waits: 'never',
  describe: ({ group, user, role }) => `(Group ${group}): ${user} is now ${ROLE_WORDS[role]}`,
  isLogged: true,
  frame: (event) => ({
    type: 'role_changed',
    ...placeIn(`group:${event.group}`, event),
    user: event.user,
    role: event.role,
    by: event.by,
  }),
};

const described: EventRecord<Described> = {
  blockableAuthor: () => undefined,
  waits: 'never',
  describe: ({ group, by }) => `(Group ${group}): changed by ${by}`,
  isLogged: true,
  frame: (event) => ({ type: 'described', ...placeIn(`group:${event.group}`, event), by: event.by }),
};

const pinned: EventRecord<Pinned> = {
  // It goes with its message.
  blockableAuthor: ({ from }) => from,
  waits: 'never',
  describe: () => undefined,
  isLogged: true,
  frame: (event) => ({
    type: event.type,
    ...placeIn(`group:${event.group}`, event),
    of: event.of,
    by: event.by,
  }),
};

const disbanded: EventRecord<Disbanded> = {
  blockableAuthor: () => undefined,
  waits: 'never',
  describe: ({ group, by }) => `(Group ${group}): disbanded by ${by}`,
  isLogged: true,
  frame: (event) => ({ type: 'disbanded', ...placeIn(`group:${event.group}`, event), by: event.by }),
};

export const groupChanges = {
  role_changed: roleChanged,
  described,
  pinned,
  unpinned: pinned,
  disbanded,
};
