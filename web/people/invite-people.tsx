import { useChatClient, useConnection, useGroupProfile } from '../../client/react/index.ts';
import { Popup } from '../elements/popup.tsx';
import { untilDoneOrWaiting } from '../until-done-or-waiting.ts';
import { NameForm } from './name-form.tsx';
import { useKnownNames } from './use-known-names.ts';

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
  const staff = [...(profile?.owners ?? []), ...(profile?.moderators ?? [])];
  if (profile?.kind === 'private' && !staff.includes(user ?? ''))
    return <p className="empty">It is private: its owners and moderators alone invite to it.</p>;
  return (
    <NameForm
      label="Who is to be invited"
      button="Invite"
      suggestions={users}
      isUser
      onName={async (name, options) => {
        if (name === user) return { kind: 'fault', text: 'That is you.' };
        const outcome = await untilDoneOrWaiting(client, client.invite(group, name, options));
        const when = outcome === 'done' ? 'has been invited' : 'is invited as soon as there is a connection';
        return { kind: 'done', text: `${name} ${when}.` };
      }}
    />
  );
}
