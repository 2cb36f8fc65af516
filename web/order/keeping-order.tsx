import { Tabs } from '@base-ui/react/tabs';
import { Popup } from '../elements/popup.tsx';
import { AuditList } from './audit-list.tsx';
import { BanList } from './ban-list.tsx';
import { ReportList } from './report-list.tsx';

export interface KeepingOrderProps {
  /** The group's name; absent: the lobby, and everywhere. */
  readonly group?: string;
  readonly isOpen: boolean;
  readonly onOpenChange: (isOpen: boolean) => void;
}

/** For who keeps order somewhere: what was reported, what was done, and who is kept out or banned. */
export function KeepingOrder({ group, isOpen, onOpenChange }: KeepingOrderProps) {
  return (
    <Popup
      title={group === undefined ? 'Keeping order' : `Keeping order in ${group}`}
      isOpen={isOpen}
      onOpenChange={onOpenChange}
    >
      <Tabs.Root defaultValue="Reports">
        <Tabs.List className="tabs">
          <Tabs.Tab value="Reports" className="tab" data-focus-first>
            Reports
          </Tabs.Tab>
          <Tabs.Tab value="Audit" className="tab">
            Audit
          </Tabs.Tab>
          <Tabs.Tab value="Bans" className="tab">
            {group === undefined ? 'Banned' : 'Kept out'}
          </Tabs.Tab>
        </Tabs.List>
        <Tabs.Panel value="Reports" className="panel">
          <ReportList group={group} />
        </Tabs.Panel>
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
