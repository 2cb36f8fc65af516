import { type EventRecord, placeIn } from './event-record.ts';

export interface MembershipEvent {
  readonly type: 'joined' | 'left';
  readonly id: string;
  readonly group: string;
  readonly user: string;
}

const membership: EventRecord<MembershipEvent> = {
  blockableAuthor: ({ user }) => user,
  waits: 'never',
  describe: ({ type, group, user }) => `(Group ${group}): ${user} ${type}`,
  isLogged: true,
  frame: (event) => ({ type: event.type, ...placeIn(`group:${event.group}`, event), user: event.user }),
};

export const memberships = { joined: membership, left: membership };
