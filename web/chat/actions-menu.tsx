import { Menu } from '@base-ui/react/menu';
import { EllipsisVertical } from 'lucide-react';

export interface Action {
  readonly label: string;
  readonly isDangerous?: boolean;
  readonly run: () => void;
}

/** A button with three dots, and what it offers. */
export function ActionsMenu({
  label,
  actions,
}: {
  readonly label: string;
  readonly actions: readonly Action[];
}) {
  return (
    <Menu.Root>
      <Menu.Trigger className="icon-button" aria-label={label}>
        <EllipsisVertical size={20} aria-hidden />
      </Menu.Trigger>
      <Menu.Portal>
        <Menu.Positioner sideOffset={6} align="end">
          <Menu.Popup className="menu">
            {actions.map(({ label: name, isDangerous, run }) => (
              <Menu.Item
                key={name}
                className={isDangerous ? 'menu-item is-dangerous' : 'menu-item'}
                onClick={run}
              >
                {name}
              </Menu.Item>
            ))}
          </Menu.Popup>
        </Menu.Positioner>
      </Menu.Portal>
    </Menu.Root>
  );
}
