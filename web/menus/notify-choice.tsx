import { Menu } from '@base-ui/react/menu';
import { Check } from 'lucide-react';
import type { NotifyLevel } from '../../client/index.ts';
import { useChatClient, useConversations } from '../../client/react/index.ts';

const LEVELS: Readonly<Record<NotifyLevel, string>> = {
  all: 'All messages',
  mentions: 'Mentions only',
  none: 'Mute',
};

/** Of what in a conversation one wants to be told, on all one's devices. */
export function NotifyChoice({ conversation }: { readonly conversation: string }) {
  const client = useChatClient();
  const { items, isLoaded } = useConversations();
  const known = items.find((item) => item.conversation === conversation);
  return (
    <Menu.Group>
      <Menu.GroupLabel className="menu-label">Notifications</Menu.GroupLabel>
      {known === undefined && (
        <p className="menu-note">
          {isLoaded ? 'To be chosen once something was said here.' : 'Not known yet.'}
        </p>
      )}
      <Menu.RadioGroup
        value={known?.level ?? 'all'}
        // Until it is known, as of a whisper in which nothing was said.
        disabled={known === undefined}
        // Should it come to nothing, a toast says so.
        onValueChange={(chosen: NotifyLevel) =>
          void client.notify(conversation, chosen).catch(() => undefined)
        }
      >
        {Object.entries(LEVELS).map(([value, label]) => (
          <Menu.RadioItem key={value} value={value} className="menu-item" closeOnClick>
            {label}
            <Menu.RadioItemIndicator>
              <Check size={16} aria-hidden />
            </Menu.RadioItemIndicator>
          </Menu.RadioItem>
        ))}
      </Menu.RadioGroup>
    </Menu.Group>
  );
}
