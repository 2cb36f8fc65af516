import { type EventRecord, placeIn } from './event-record.ts';

export type MembershipEvent = Joined | Left;

interface Joined {
  readonly type: 'joined';
  readonly id: string;
  readonly group: string;
  readonly user: string;
}

/** That a user isn't in a group any more: by themselves, or removed. */
interface Left extends Partial<Removal> {
  readonly type: 'left';
  readonly id: string;
  readonly group: string;
  readonly user: string;
}

/** What is told of a removal beside whose it is. */
export interface Removal {
  /** Who did it. */
  readonly by: string;
  /** Whether the user may not come back. */
  readonly banned?: true;
}

const joined: EventRecord<Joined> = {
  blockableAuthor: ({ user }) => user,
  waits: 'never',
  describe: ({ group, user }) => `(Group ${group}): ${user} joined`,
  isLogged: true,
  frame: (event) => ({ type: 'joined', ...placeIn(`group:${event.group}`, event), user: event.user }),
};

const left: EventRecord<Left> = {
  // Nobody's block of who removed them hides it: that is an act of authority.
  blockableAuthor: ({ user }) => user,
  waits: 'never',
  describe: ({ group, user, by }) =>
    `(Group ${group}): ${by === undefined ? `${user} left` : `${user} was removed by ${by}`}`,
  isLogged: true,
  frame: (event) => ({
    type: 'left',
    ...placeIn(`group:${event.group}`, event),
    user: event.user,
    ...(event.by !== undefined && { by: event.by }),
    ...(event.banned && { banned: true }),
  }),
};

export const memberships = { joined, left };
