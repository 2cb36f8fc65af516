import './styles/popups.css';

export { BannedNotice } from './chat/banned-notice.tsx';
export { Toasts } from './chat/toasts.tsx';
export { JoinGroup } from './conversation/join-group.tsx';
export { GroupMembers } from './groups/group-members.tsx';
export { GroupSheet } from './groups/group-sheet.tsx';
export { InvitePeople } from './groups/invite-people.tsx';
export { PinnedMessages } from './groups/pinned-messages.tsx';
export { AccountMenu } from './menus/account-menu.tsx';
export { ActionsMenu } from './menus/actions-menu.tsx';
export { ReactionPicker } from './menus/reaction-picker.tsx';
export { KeepingOrder } from './order/keeping-order.tsx';
export { ReportDialog } from './order/report-dialog.tsx';
export { NewConversation } from './people/new-conversation.tsx';
export { People } from './people/people.tsx';
export { PersonCard } from './people/person-card.tsx';
