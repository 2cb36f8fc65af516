export { Toasts } from './chat/toasts.tsx';
export { AccountMenu } from './menus/account-menu.tsx';
export { ActionsMenu } from './menus/actions-menu.tsx';
export { ReactionPicker } from './menus/reaction-picker.tsx';
export { GroupMembers } from './people/group-members.tsx';
export { NewConversation } from './people/new-conversation.tsx';
export { People } from './people/people.tsx';
export { PersonCard } from './people/person-card.tsx';
