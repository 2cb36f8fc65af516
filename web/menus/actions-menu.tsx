import { Menu } from '@base-ui/react/menu';
import { EllipsisVertical } from 'lucide-react';
import { useRef, useState } from 'react';
import { Question } from '../elements/question.tsx';
import type { Action } from './action.ts';

export interface ActionsMenuProps {
  readonly label: string;
  readonly actions: readonly Action[];
}

/** A button with three dots, and what it offers. */
export function ActionsMenu({ label, actions }: ActionsMenuProps) {
  const trigger = useRef<HTMLButtonElement>(null);
  const [asked, setAsked] = useState<Action>();
  const [isAsking, setIsAsking] = useState(false);
  const choose = (action: Action) => {
    if (!action.question) return void action.run();
    setAsked(action);
    setIsAsking(true);
  };
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
                  {action.label}
                </Menu.Item>
              ))}
            </Menu.Popup>
          </Menu.Positioner>
        </Menu.Portal>
      </Menu.Root>
      {asked?.question && (
        <Question
          {...asked.question}
          isOpen={isAsking}
          onOpenChange={setIsAsking}
          onYes={asked.run}
          asker={trigger}
        />
      )}
    </>
  );
}
