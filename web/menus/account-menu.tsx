import { Menu } from '@base-ui/react/menu';
import { Check, ChevronDown } from 'lucide-react';
import { useRef, useState } from 'react';
import { isMessageCommand } from '../../client/index.ts';
import { useConnection } from '../../client/react/index.ts';
import { usePending } from '../chat/use-pending.ts';
import { hasDrafts } from '../conversation/drafts.ts';
import { Avatar } from '../elements/avatar.tsx';
import { ConnectionDot } from '../elements/connection-dot.tsx';
import { PersonName } from '../naming/person-name.tsx';
import { canNotify, isNotifying, type Notifying, setNotifying } from '../notifications.ts';
import { KeepingOrder } from '../order/keeping-order.tsx';
import { DeleteAccount } from '../own-data/delete-account.tsx';
import { DownloadData } from '../own-data/download-data.tsx';
import { signOutQuestion } from '../own-data/sign-out-question.ts';
import { OwnProfile } from '../people/own-profile.tsx';
import { useFailed } from '../sidebar/use-failed.ts';
import { chooseTheme, THEMES, type Theme, themeOf } from '../theme.ts';
import { AppearOffline } from './appear-offline.tsx';
import { KeyboardHelp } from './keyboard-help.tsx';
import { useAsking } from './use-asking.tsx';

export interface AccountMenuProps {
  readonly user: string;
  /** Who that is at the issuer: whose drafts these are. */
  readonly owner: string;
  readonly isLive: boolean;
  readonly onSignOut: () => void;
  /** The account is deleted. */
  readonly onErased: () => void;
}

/** What opens over the page. */
type Opened = 'profile' | 'order' | 'data' | 'deletion' | 'keys';

const WHY_NONE: Readonly<Record<Notifying, string>> = {
  on: '',
  off: '',
  refused:
    'Your browser keeps this page from notifying you. Allow it in the browser’s settings for this page.',
  unanswered: 'Your browser has asked whether this page may notify you. Switch it on again to answer.',
};

/** Who is signed in, what they may set on this device, and what is kept of them. */
export function AccountMenu({ user, owner, isLive, onSignOut, onErased }: AccountMenuProps) {
  const { isAdmin } = useConnection();
  const [theme, setTheme] = useState(themeOf);
  const [notifying, setState] = useState<Notifying>(() => (isNotifying() ? 'on' : 'off'));
  const [opened, setOpened] = useState<Opened>();
  const trigger = useRef<HTMLButtonElement>(null);
  const { choose: ask, question } = useAsking(trigger);
  const pending = usePending();
  const failed = useFailed();
  const signOut = () => {
    const waiting = pending.filter(({ command }) => isMessageCommand(command)).length;
    const asked = signOutQuestion({ isDrafted: hasDrafts(owner), count: waiting + failed.size });
    ask({ label: 'Sign out', ...(asked && { question: asked }), run: onSignOut });
  };
  const dialog = (which: Opened) => ({
    isOpen: opened === which,
    onOpenChange: (isOpen: boolean) => setOpened(isOpen ? which : undefined),
  });
  const choose = (next: Theme) => {
    chooseTheme(next);
    setTheme(next);
  };
  return (
    <>
      <Menu.Root>
        <Menu.Trigger ref={trigger} className="account" title={user}>
          <Avatar name={user} />
          <span className="name">
            <PersonName name={user} />
          </span>
          <ConnectionDot isLive={isLive} />
          <ChevronDown size={16} aria-hidden />
        </Menu.Trigger>
        <Menu.Portal>
          <Menu.Positioner sideOffset={6} align="start">
            <Menu.Popup className="menu">
              <Menu.Item className="menu-item" onClick={() => setOpened('profile')}>
                Your profile
              </Menu.Item>
              <AppearOffline user={user} />
              <Menu.Separator className="menu-separator" />
              {canNotify() && (
                <Menu.CheckboxItem
                  className="menu-item"
                  checked={notifying === 'on'}
                  onCheckedChange={(isWanted) => void setNotifying(isWanted).then(setState)}
                >
                  Notifications
                  <Menu.CheckboxItemIndicator>
                    <Check size={16} aria-hidden />
                  </Menu.CheckboxItemIndicator>
                </Menu.CheckboxItem>
              )}
              <p className="menu-note" role="status">
                {WHY_NONE[notifying]}
              </p>
              {canNotify() && <Menu.Separator className="menu-separator" />}
              <Menu.Group>
                <Menu.GroupLabel className="menu-label">Colours</Menu.GroupLabel>
                <Menu.RadioGroup value={theme} onValueChange={choose}>
                  {THEMES.map((name) => (
                    <Menu.RadioItem key={name} value={name} className="menu-item">
                      {name}
                      <Menu.RadioItemIndicator>
                        <Check size={16} aria-hidden />
                      </Menu.RadioItemIndicator>
                    </Menu.RadioItem>
                  ))}
                </Menu.RadioGroup>
              </Menu.Group>
              <Menu.Separator className="menu-separator" />
              <Menu.Item className="menu-item" onClick={() => setOpened('keys')}>
                Keyboard
              </Menu.Item>
              {isAdmin && (
                <Menu.Item className="menu-item" onClick={() => setOpened('order')}>
                  Keeping order
                </Menu.Item>
              )}
              <Menu.Item className="menu-item" onClick={() => setOpened('data')}>
                Download my data
              </Menu.Item>
              <Menu.Item className="menu-item is-dangerous" onClick={() => setOpened('deletion')}>
                Delete my account…
              </Menu.Item>
              <Menu.Separator className="menu-separator" />
              <Menu.Item className="menu-item" onClick={signOut}>
                Sign out
              </Menu.Item>
            </Menu.Popup>
          </Menu.Positioner>
        </Menu.Portal>
      </Menu.Root>
      {question}
      <OwnProfile user={user} {...dialog('profile')} />
      <KeyboardHelp {...dialog('keys')} />
      <KeepingOrder {...dialog('order')} />
      <DownloadData user={user} {...dialog('data')} />
      <DeleteAccount user={user} onDeleted={onErased} {...dialog('deletion')} />
    </>
  );
}
