export { AccountMenu } from './chat/account-menu.tsx';
export { ActionsMenu } from './chat/actions-menu.tsx';
export { Toasts } from './chat/toasts.tsx';
export { GroupMembers } from './people/group-members.tsx';
export { NewConversation } from './people/new-conversation.tsx';
export { People } from './people/people.tsx';
