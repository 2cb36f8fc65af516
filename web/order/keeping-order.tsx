import { Tabs } from '@base-ui/react/tabs';
import { Popup } from '../elements/popup.tsx';
import { AuditList } from './audit-list.tsx';
import { BanList } from './ban-list.tsx';

export interface KeepingOrderProps {
  /** The group's name; absent: the lobby, and everywhere. */
  readonly group?: string;
  readonly isOpen: boolean;
  readonly onOpenChange: (isOpen: boolean) => void;
}

/** For who keeps order somewhere: what was done for that, and who is kept out. */
export function KeepingOrder({ group, isOpen, onOpenChange }: KeepingOrderProps) {
  return (
    <Popup
      title={group === undefined ? 'Keeping order' : `Keeping order in ${group}`}
      isOpen={isOpen}
      onOpenChange={onOpenChange}
    >
      <Tabs.Root defaultValue="Audit">
        <Tabs.List className="tabs of-two">
          <Tabs.Tab value="Audit" className="tab" data-focus-first>
            Audit
          </Tabs.Tab>
          <Tabs.Tab value="Bans" className="tab">
            {group === undefined ? 'Banned' : 'Kept out'}
          </Tabs.Tab>
        </Tabs.List>
        <Tabs.Panel value="Audit" className="panel">
          <AuditList group={group} />
        </Tabs.Panel>
        <Tabs.Panel value="Bans" className="panel">
          <BanList group={group} />
        </Tabs.Panel>
      </Tabs.Root>
    </Popup>
  );
}
