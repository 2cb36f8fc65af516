import { type ComponentType, cloneElement, lazy, type ReactElement, type ReactNode, Suspense } from 'react';
import { Avatar } from './elements/avatar.tsx';
import { ConnectionDot } from './elements/connection-dot.tsx';

/*
 * Menus, dialogs and toasts are a third of the page's code and nothing that anybody needs at once: they are loaded behind the
 * first view. Until they are there, what opens them stands in its place and can't be used.
 */

type Popups = typeof import('./popups.ts');

const withoutUse = (trigger: ReactElement<{ disabled?: boolean }>) =>
  cloneElement(trigger, { disabled: true });

function lazyPopup<Props extends object>(
  pick: (popups: Popups) => ComponentType<Props>,
  fallback: (props: Props) => ReactNode = () => null,
) {
  const Loaded = lazy(
    async () => ({ default: pick(await import('./popups.ts')) }) as { default: ComponentType<object> },
  );
  return (props: Props) => (
    <Suspense fallback={fallback(props)}>
      <Loaded {...props} />
    </Suspense>
  );
}

export const AccountMenu = lazyPopup(
  (popups) => popups.AccountMenu,
  ({ user, isLive }) => (
    <span className="account">
      <Avatar name={user} />
      <span className="name">{user}</span>
      <ConnectionDot isLive={isLive} />
    </span>
  ),
);
export const ActionsMenu = lazyPopup((popups) => popups.ActionsMenu);
export const BannedNotice = lazyPopup((popups) => popups.BannedNotice);
export const GroupMembers = lazyPopup((popups) => popups.GroupMembers);
export const GroupSheet = lazyPopup((popups) => popups.GroupSheet);
export const InvitePeople = lazyPopup((popups) => popups.InvitePeople);
export const JoinGroup = lazyPopup((popups) => popups.JoinGroup);
export const KeepingOrder = lazyPopup((popups) => popups.KeepingOrder);
export const NewConversation = lazyPopup(
  (popups) => popups.NewConversation,
  ({ trigger }) => withoutUse(trigger),
);
export const People = lazyPopup(
  (popups) => popups.People,
  ({ trigger }) => withoutUse(trigger),
);
export const PersonCard = lazyPopup((popups) => popups.PersonCard);
export const PinnedMessages = lazyPopup((popups) => popups.PinnedMessages);
export const ReactionPicker = lazyPopup((popups) => popups.ReactionPicker);
export const ReportDialog = lazyPopup((popups) => popups.ReportDialog);
export const Toasts = lazyPopup((popups) => popups.Toasts);
