import { Fragment } from 'react';
import type { GroupProfileItem } from '../../client/index.ts';
import { useConnection, useGroupProfile } from '../../client/react/index.ts';
import { Popup } from '../elements/popup.tsx';
import { PersonName } from '../naming/person-name.tsx';
import { DescribeForm } from './describe-form.tsx';
import { roleIn } from './role-in.ts';

export interface GroupSheetProps {
  readonly name: string;
  readonly isOpen: boolean;
  readonly onOpenChange: (isOpen: boolean) => void;
}

/** What a group is, for its members; its owners change that. */
export function GroupSheet({ name, isOpen, onOpenChange }: GroupSheetProps) {
  const { user, state } = useConnection();
  const group = useGroupProfile(name);
  const isOwner = roleIn(group, user) === 'owner';
  return (
    <Popup title={`About ${name}`} isOpen={isOpen} onOpenChange={onOpenChange}>
      {group === undefined ? (
        <p className="empty">{state === 'live' ? 'Loading…' : 'This can’t be known without a connection.'}</p>
      ) : (
        <>
          {!isOwner && <Said group={group} />}
          <Rules group={group} />
          {isOwner && <DescribeForm group={group} onDone={() => onOpenChange(false)} />}
        </>
      )}
    </Popup>
  );
}

/** What its owners say of it. */
function Said({ group: { title, about } }: { readonly group: GroupProfileItem }) {
  return (
    <>
      {title !== undefined && (
        <p className="called">
          <bdi>{title}</bdi>
        </p>
      )}
      <p className="said-of-oneself">
        <bdi>{about ?? 'Nothing said of it yet'}</bdi>
      </p>
    </>
  );
}

/** Who may join it, what they see then, and whose it is. */
function Rules({ group: { kind, history, owners = [] } }: { readonly group: GroupProfileItem }) {
  return (
    <ul className="rules">
      <li>
        {kind === 'private'
          ? 'Private: only who is invited may join, and nobody else learns that it is there.'
          : 'Open: anybody may join.'}
      </li>
      <li>
        {history === 'full'
          ? 'Who joins sees what was said before.'
          : 'Who joins sees what is said from then on.'}
      </li>
      <li>
        {owners.length === 0 && 'Nobody owns it: somebody has made it by joining it.'}
        {owners.map((owner, index) => (
          <Fragment key={owner}>
            {index === 0 ? 'Owned by ' : ', '}
            <PersonName name={owner} />
          </Fragment>
        ))}
      </li>
    </ul>
  );
}
