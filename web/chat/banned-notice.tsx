import { useMemo } from 'react';
import type { ConnectionError } from '../../client/index.ts';
import { useChatClient, useConnection } from '../../client/react/index.ts';
import { Notice } from '../elements/notice.tsx';
import { untilText } from '../text/times.ts';

export interface BannedNoticeProps {
  readonly ban: ConnectionError;
  readonly onSignOut: () => void;
}

/** In the place of the chat, for who is banned from it. Nothing is tried until they ask for it. */
export function BannedNotice({ ban, onSignOut }: BannedNoticeProps) {
  const client = useChatClient();
  const { state } = useConnection();
  const end = useMemo(() => {
    const now = client.serverNow();
    return ban.retryAfterMs === undefined ? '' : ` ${untilText(now + ban.retryAfterMs, now)}`;
  }, [ban, client]);
  return (
    <Notice
      title="You are banned"
      isUrgent
      action={{ label: 'Try again', onClick: client.connect, isDisabled: state !== 'refused' }}
      other={{ label: 'Sign out', onClick: onSignOut }}
    >
      An admin has banned you from this chat{end}. What is sent to you meanwhile waits for you.
    </Notice>
  );
}
