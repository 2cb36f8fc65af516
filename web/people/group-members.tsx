import { useGroup } from '../../client/react/index.ts';
import { Popup } from '../elements/popup.tsx';
import { LoadFailure } from '../load-failure.tsx';
import { PersonList } from './person-list.tsx';

export interface GroupMembersProps {
  readonly name: string;
  readonly isOpen: boolean;
  readonly onOpenChange: (isOpen: boolean) => void;
}

/** Who is in a group, a page at a time. */
export function GroupMembers({ name, isOpen, onOpenChange }: GroupMembersProps) {
  const { users, hasMore, isLoaded, error, more } = useGroup(name);
  return (
    <Popup title={`Members of ${name}`} isOpen={isOpen} onOpenChange={onOpenChange}>
      <div className="panel">
        <PersonList
          sections={[{ users }]}
          empty={isLoaded ? 'Nobody' : error === undefined ? 'Loading…' : ''}
          onOpen={() => onOpenChange(false)}
        />
        <LoadFailure error={error} onRetry={more} />
        {isLoaded && hasMore && error === undefined && (
          <button type="button" className="button" onClick={more}>
            More
          </button>
        )}
      </div>
    </Popup>
  );
}
