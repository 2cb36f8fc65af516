import { useRef } from 'react';
import type { GroupRole } from '../../client/index.ts';
import { useChatClient, useConnection, useGroup, useGroupProfile } from '../../client/react/index.ts';
import { Popup } from '../elements/popup.tsx';
import { useKeptFocus } from '../elements/use-kept-focus.ts';
import { LoadFailure } from '../load-failure.tsx';
import { useCall } from '../naming/use-called.ts';
import { memberActions } from '../order/member-actions.ts';
import { useGroupAuthority } from '../order/use-authority.ts';
import { useSanction } from '../order/use-sanction.tsx';
import { PersonList } from '../people/person-list.tsx';
import { roleActions } from './role-actions.ts';
import { roleIn } from './role-in.ts';

export interface GroupMembersProps {
  readonly name: string;
  readonly isOpen: boolean;
  readonly onOpenChange: (isOpen: boolean) => void;
}

const MARKS: Readonly<Record<GroupRole, string>> = { owner: 'Owner', moderator: 'Moderator', member: '' };

/** Who is in a group, a page at a time, and what each may do there, which its owners change; and what who keeps order may do about them. */
export function GroupMembers({ name, isOpen, onOpenChange }: GroupMembersProps) {
  const client = useChatClient();
  const call = useCall();
  const { user } = useConnection();
  const { users, hasMore, isLoaded, error, more } = useGroup(name);
  const group = useGroupProfile(name);
  const isOwner = roleIn(group, user) === 'owner';
  const authority = useGroupAuthority(name);
  const { ask, dialog } = useSanction();
  const list = useRef<HTMLDivElement>(null);
  const focus = useKeptFocus(list, users, '.person');
  // What comes to nothing is told above the page.
  const rolesFor = (member: string) =>
    roleActions({ called: call(member), role: roleIn(group, member), isOneself: member === user }, (role) =>
      client.role(name, member, role).catch(() => undefined),
    );
  const actionsFor = (member: string) => [
    ...(isOwner ? rolesFor(member) : []),
    ...memberActions(
      { member, called: call(member), group: name, isPrivate: group?.kind === 'private' },
      authority,
      { ask, kick: () => client.kick(name, member).catch(() => undefined) },
    ),
  ];
  return (
    <Popup title={`Members of ${name}`} isOpen={isOpen} onOpenChange={onOpenChange}>
      <div ref={list} className="panel" {...focus}>
        <PersonList
          sections={[{ users }]}
          empty={isLoaded ? 'Nobody' : error === undefined ? 'Loading…' : ''}
          onOpen={() => onOpenChange(false)}
          markOf={(member) => MARKS[roleIn(group, member)]}
          actionsFor={actionsFor}
        />
        <LoadFailure error={error} onRetry={more} />
        {isLoaded && hasMore && error === undefined && (
          <button type="button" className="button" onClick={more}>
            More
          </button>
        )}
      </div>
      {dialog}
    </Popup>
  );
}
