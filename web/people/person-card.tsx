import { useConnection, useProfile } from '../../client/react/index.ts';
import { Avatar } from '../elements/avatar.tsx';
import { Popup } from '../elements/popup.tsx';
import { OrderButtons } from '../order/order-buttons.tsx';
import { PersonButtons } from './person-buttons.tsx';

export interface PersonCardProps {
  readonly name: string;
  readonly isOpen: boolean;
  readonly onOpenChange: (isOpen: boolean) => void;
}

/**
 * What somebody says of themselves, and who it is: anybody may call themselves anything, and the name is nobody else's. And what may
 * be done about them.
 */
export function PersonCard({ name, isOpen, onOpenChange }: PersonCardProps) {
  const { user, isAdmin } = useConnection();
  const { display_name, about } = useProfile(name) ?? {};
  return (
    <Popup title="Profile" isOpen={isOpen} onOpenChange={onOpenChange}>
      <div className="card">
        <Avatar name={name} />
        <div>
          {display_name !== undefined && (
            <p className="called">
              <bdi>{display_name}</bdi>
            </p>
          )}
          <p className={display_name === undefined ? 'called' : 'note'}>{name}</p>
        </div>
      </div>
      <p className="said-of-oneself">
        <bdi>{about ?? 'Nothing said of themselves yet'}</bdi>
      </p>
      {name !== user && <PersonButtons name={name} onWhisper={() => onOpenChange(false)} />}
      {name !== user && isAdmin && <OrderButtons name={name} />}
    </Popup>
  );
}
