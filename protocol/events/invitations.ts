import { type EventRecord, placeIn, whisperOf } from './event-record.ts';

export type InvitationEvent = Invited | InvitationDeclined;

/** One has invited another to a group. */
export interface Invited {
  readonly type: 'invited';
  readonly id: string;
  readonly from: string;
  readonly to: string;
  readonly group: string;
}

/** A user's own devices learn that they have declined an invitation; nobody else does. */
interface InvitationDeclined {
  readonly type: 'invitation_declined';
  readonly id: string;
  readonly group: string;
  readonly user: string;
}

const invited: EventRecord<Invited> = {
  blockableAuthor: () => undefined,
  waits: 'while invited',
  describe: ({ from, to, group }, viewer) =>
    viewer === to ? `(Invitation to ${group} from ${from})` : `(Invitation to ${group} for ${to})`,
  isLogged: true,
  frame: (event, viewer) => ({
    type: 'invited',
    ...placeIn(whisperOf(event, viewer), event),
    from: event.from,
    to: event.to,
    group: event.group,
  }),
};

const declined: EventRecord<InvitationDeclined> = {
  blockableAuthor: () => undefined,
  waits: 'never',
  describe: ({ group }) => `(Invitation to ${group}): declined`,
  isLogged: false,
  frame: () => ({ type: 'invitations_changed' }),
};

export const invitations = { invited, invitation_declined: declined };
