import { Menu } from '@base-ui/react/menu';
import { Check } from 'lucide-react';
import { useChatClient, usePresence } from '../../client/react/index.ts';

/** Whether friends see one as offline, while one is there. */
export function AppearOffline({ user }: { readonly user: string }) {
  const client = useChatClient();
  const show = usePresence(user)?.show;
  return (
    <Menu.CheckboxItem
      className="menu-item"
      checked={show === 'invisible'}
      // Until it is known: a click would say again what is so.
      disabled={show === undefined}
      // Should it come to nothing, a toast says so.
      onCheckedChange={(isWanted) =>
        void client.presence(isWanted ? 'invisible' : 'online').catch(() => undefined)
      }
    >
      Appear offline
      <Menu.CheckboxItemIndicator>
        <Check size={16} aria-hidden />
      </Menu.CheckboxItemIndicator>
    </Menu.CheckboxItem>
  );
}
