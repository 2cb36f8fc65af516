import { Menu } from '@base-ui/react/menu';
import { EllipsisVertical } from 'lucide-react';
import { useRef } from 'react';
import { type Action, offerOf } from './action.ts';
import { NotifyChoice } from './notify-choice.tsx';
import { useAsking } from './use-asking.tsx';

export interface ActionsMenuProps {
  readonly label: string;
  /** Of which it is; of a message or somebody in a list none. */
  readonly conversation?: string;
  readonly actions: readonly Action[];
}

/** A button with three dots, and what it offers. */
export function ActionsMenu({ label, conversation, actions }: ActionsMenuProps) {
  const trigger = useRef<HTMLButtonElement>(null);
  const { choose, question } = useAsking(trigger);
  return (
    <>
      <Menu.Root>
        <Menu.Trigger ref={trigger} className="icon-button" aria-label={label} title={label}>
          <EllipsisVertical size={20} aria-hidden />
        </Menu.Trigger>
        <Menu.Portal>
          <Menu.Positioner sideOffset={6} align="end">
            <Menu.Popup className="menu">
              {actions.map((action) => (
                <Menu.Item
                  key={action.label}
                  className={action.isDangerous ? 'menu-item is-dangerous' : 'menu-item'}
                  onClick={() => choose(action)}
                >
                  {offerOf(action)}
                </Menu.Item>
              ))}
              {conversation !== undefined && (
                <>
                  {actions.length > 0 && <Menu.Separator className="menu-separator" />}
                  <NotifyChoice conversation={conversation} />
                </>
              )}
            </Menu.Popup>
          </Menu.Positioner>
        </Menu.Portal>
      </Menu.Root>
      {question}
    </>
  );
}
