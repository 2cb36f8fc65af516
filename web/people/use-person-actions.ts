import { useChatClient, useFriends } from '../../client/react/index.ts';
import type { Action } from '../chat/actions-menu.tsx';

/** What may be done about somebody, by how one stands to them. */
export function usePersonActions(name: string): Action[] {
  const client = useChatClient();
  const { friends, incoming, outgoing, blocked } = useFriends();
  const action = (
    label: string,
    command: 'add' | 'accept' | 'decline' | 'unfriend' | 'block' | 'unblock',
  ): Action => ({
    label,
    ...((command === 'block' || command === 'unfriend') && { isDangerous: true }),
    // What fails is told above the page.
    run: () => void client[command](name).catch(() => undefined),
  });
  if (blocked.includes(name)) return [action('Unblock', 'unblock')];
  const block = action('Block', 'block');
  if (friends.includes(name)) return [action('End the friendship', 'unfriend'), block];
  if (incoming.includes(name))
    return [action('Accept the request', 'accept'), action('Decline', 'decline'), block];
  if (outgoing.includes(name)) return [action('Withdraw the request', 'unfriend'), block];
  return [action('Ask to be friends', 'add'), block];
}
