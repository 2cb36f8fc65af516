import { Tabs } from '@base-ui/react/tabs';
import { useEffect, useEffectEvent, useState } from 'react';
import { Popup } from '../elements/popup.tsx';
import { ActByName } from './act-by-name.tsx';
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
  /** How often somebody was kept out from here: the list is another then. */
  const [times, setTimes] = useState(0);
  const onLeave = useEffectEvent(() => onOpenChange(false));
  useEffect(() => {
    if (!isOpen) return;
    // To a message, or to a whisper with somebody.
    const leave = () => onLeave();
    addEventListener('hashchange', leave);
    return () => removeEventListener('hashchange', leave);
  }, [isOpen]);
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
          <ActByName group={group} onDone={() => setTimes(times + 1)} />
          <BanList key={times} group={group} />
        </Tabs.Panel>
      </Tabs.Root>
    </Popup>
  );
}
