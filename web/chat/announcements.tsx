import { useState } from 'react';
import { useChatEvent, useConnection } from '../../client/react/index.ts';
import { notify } from '../notifications.ts';
import { nameConversation } from '../text/conversation-name.ts';
import { eventSentence } from '../text/event-sentence.ts';

/**
 * Tells what others say as it comes: screen readers of what is in the open conversation, by a line that nobody sees; and the
 * desktop of whispers and groups, when nobody looks at the page. Both are told of friend requests.
 */
export function Announcements({ current }: { readonly current: string }) {
  const { user } = useConnection();
  const [said, setSaid] = useState('');
  useChatEvent('message', ({ conversation, from, content, isLive }) => {
    if (!isLive || from === user) return;
    if (conversation === current) setSaid(`${from}: ${content.slice(0, 300)}`);
    const { kind, name } = nameConversation(conversation);
    if (kind !== 'lobby') notify(kind === 'group' ? `${from} in ${name}` : from, content, conversation);
  });
  useChatEvent('event', (event) => {
    if (!event.isLive || event.type !== 'friend_request' || event.from === user) return;
    setSaid(eventSentence(event, user));
    notify(event.from, eventSentence(event, user), event.conversation);
  });
  return (
    <p className="unseen" role="status">
      {said}
    </p>
  );
}
