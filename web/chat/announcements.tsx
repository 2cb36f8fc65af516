import { useState } from 'react';
import {
  isChangeCommand,
  isMessageCommand,
  isWanted,
  type LoggedFrame,
  mentionsUser,
} from '../../client/index.ts';
import { useChatClient, useChatEvent, useConnection } from '../../client/react/index.ts';
import { sentenceText } from '../naming/sentence.ts';
import { useCall } from '../naming/use-called.ts';
import { notify } from '../notifications.ts';
import { changeFailure } from '../text/change-failure.ts';
import { conversationIn } from '../text/conversation-in.ts';
import { nameConversation } from '../text/conversation-name.ts';
import { plainBeginning } from '../text/plain-text.ts';
import { errorSentence } from '../text/sentences/error-sentence.ts';
import { eventSentence } from '../text/sentences/event-sentence.ts';
import { shorten } from '../text/shorten.ts';
import { useHoldingWhileSeen } from './use-holding-while-seen.ts';

/** What waits for an answer of the user's. */
const ASKING: readonly LoggedFrame['type'][] = ['friend_request', 'invited'];

export interface AnnouncementsProps {
  readonly current: string;
  /** Who is signed in, by their name at the issuer. */
  readonly user: string;
}

/**
 * Tells what happens as it happens, once: screen readers of what is said in the open conversation and of what could not be
 * sent there, by lines that nobody sees; and the desktop of whispers, groups, and what in the lobby mentions the user, when
 * nobody looks at the page and the user wants to be told. Both are told of friend requests and invitations.
 */
export function Announcements({ current, user: owner }: AnnouncementsProps) {
  const client = useChatClient();
  const { user } = useConnection();
  const call = useCall();
  const [said, setSaid] = useState('');
  const [failure, setFailure] = useState('');
  useHoldingWhileSeen(owner);
  useChatEvent('message', (message) => {
    const { conversation, from, content, isLive } = message;
    if (!isLive || from === user) return;
    if (conversation === current) setSaid(`${call(from)}: ${plainBeginning(content, 300)}`);
    const { kind, name } = nameConversation(conversation);
    if (!isWanted(client, message) || (kind === 'lobby' && !mentionsUser(message, user))) return;
    void notify(owner, {
      title: kind === 'whisper' ? call(from) : `${call(from)} in ${name}`,
      body: plainBeginning(content, 200),
      conversation,
    });
  });
  // At its place in the timeline it would be told again whenever that is scrolled to.
  useChatEvent('failed', ({ command, error }) => {
    if (conversationIn(command) !== current) return;
    if (isChangeCommand(command)) setFailure(changeFailure(command, error));
    else if (isMessageCommand(command))
      setFailure(`Not sent: ${shorten(command.content, 100)} ${errorSentence(error)}`);
  });
  useChatEvent('event', (event) => {
    if (!event.isLive || !ASKING.includes(event.type) || !('to' in event) || event.to !== user) return;
    const told = sentenceText(eventSentence(event, user), call);
    setSaid(told);
    void notify(owner, {
      title: call(event.from),
      body: told,
      conversation: event.conversation,
    });
  });
  return (
    <>
      <p className="unseen" role="status">
        {said}
      </p>
      <p className="unseen" role="alert">
        {failure}
      </p>
    </>
  );
}
