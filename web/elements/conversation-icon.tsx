import { Hash, MessagesSquare } from 'lucide-react';
import { nameConversation } from '../text/conversation-name.ts';
import { Avatar } from './avatar.tsx';

/** What a conversation is, at a glance: the other party of a whisper, a group, or the lobby. */
export function ConversationIcon({ conversation }: { readonly conversation: string }) {
  const { kind, name } = nameConversation(conversation);
  if (kind === 'whisper') return <Avatar name={name} />;
  return (
    <span className="avatar is-plain" aria-hidden>
      {kind === 'group' ? <Hash size={18} /> : <MessagesSquare size={18} />}
    </span>
  );
}
