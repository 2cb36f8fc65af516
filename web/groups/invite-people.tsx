import { useChatClient, useConnection, useGroupProfile } from '../../client/react/index.ts';
import { Popup } from '../elements/popup.tsx';
import { NameForm } from '../people/name-form.tsx';
import { useKnownNames } from '../people/use-known-names.ts';
import { untilDoneOrWaiting } from '../until-done-or-waiting.ts';
import { roleIn } from './role-in.ts';

export interface InvitePeopleProps {
  /** The group's. */
  readonly name: string;
  readonly isOpen: boolean;
  readonly onOpenChange: (isOpen: boolean) => void;
}

/** Invites people to a group, one by one. */
export function InvitePeople({ name, isOpen, onOpenChange }: InvitePeopleProps) {
  return (
    <Popup title={`Invite to ${name}`} isOpen={isOpen} onOpenChange={onOpenChange}>
      <InviteForm group={name} />
    </Popup>
  );
}

function InviteForm({ group }: { readonly group: string }) {
  const client = useChatClient();
  const { user } = useConnection();
  const { users } = useKnownNames();
  const profile = useGroupProfile(group);
  if (profile?.kind === 'private' && roleIn(profile, user) === 'member')
    return <p className="empty">It is private: its owners and moderators alone invite to it.</p>;
  return (
    <NameForm
      label="Who is to be invited"
      button="Invite"
      suggestions={users}
      of="users"
      onName={async (name, options) => {
        if (name === user) return { kind: 'fault', text: 'That is you.' };
        const outcome = await untilDoneOrWaiting(client, client.invite(group, name, options));
        const when = outcome === 'done' ? 'has been invited' : 'is invited as soon as there is a connection';
        return { kind: 'done', text: `${name} ${when}.` };
      }}
    />
  );
}
