import { useMemo, useState } from 'react';
import { useChatEvent } from '../../client/react/index.ts';
import { storeNameOf } from '../keep-chat.ts';
import { hasSignedOut } from '../signed-out-users.ts';
import { quickEmoji, withUsed } from '../text/quick-emoji.ts';

/** Of all that the browser keeps of a user's chat, so that it goes when they sign out. */
const keyOf = (user: string) => `${storeNameOf(user)}:emoji`;

/** The emoji that are offered beside messages: those by which the user has reacted last, in this browser. @param user who they are at the issuer */
export function useQuickEmoji(user: string): readonly string[] {
  const [recent, setRecent] = useState(() => readRecent(user));
  useChatEvent('sent', ({ command }) => {
    if (command.type !== 'react') return;
    const next = withUsed(recent, command.emoji);
    if (next === recent) return;
    setRecent(next);
    keepRecent(user, next);
  });
  return useMemo(() => quickEmoji(recent), [recent]);
}

/** Names of emoji hold no space. */
function readRecent(user: string): readonly string[] {
  try {
    return (localStorage.getItem(keyOf(user)) ?? '').split(' ').filter(Boolean);
  } catch {
    return [];
  }
}

function keepRecent(user: string, recent: readonly string[]): void {
  if (hasSignedOut(user)) return;
  try {
    localStorage.setItem(keyOf(user), recent.join(' '));
  } catch {
    // Blocked or full: it lasts as long as the conversation is open.
  }
}
