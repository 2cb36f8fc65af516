import { useChatClient, useFriends } from '../../client/react/index.ts';
import type { Action } from '../menus/action.ts';
import { useCalled } from '../naming/use-called.ts';

type Command = 'add' | 'accept' | 'decline' | 'unfriend' | 'block' | 'unblock';

/** What may be done about somebody, by how one stands to them. */
export function usePersonActions(name: string): Action[] {
  const client = useChatClient();
  const called = useCalled(name);
  const { friends, incoming, outgoing, blocked } = useFriends();
  const action = (label: string, command: Command, more: Partial<Action> = {}): Action => ({
    label,
    run: () => client[command](name).catch(() => undefined),
    ...more,
  });
  if (blocked.includes(name)) return [action('Unblock', 'unblock', { answer: 'Unblock' })];

  const isFriend = friends.includes(name);
  const isAsking = incoming.includes(name) || outgoing.includes(name);
  const alsoEnds = isFriend ? ' This also ends your friendship.' : '';
  const block = action('Block', 'block', {
    isDangerous: true,
    question: {
      title: `Block ${called}?`,
      text: `You no longer see what they say, and neither of you can whisper to the other until you unblock them.${
        isAsking ? ' This also ends the friend request.' : alsoEnds
      }`,
      yes: 'Block',
    },
  });
  const unfriend = action('End the friendship', 'unfriend', {
    isDangerous: true,
    question: {
      title: `End the friendship with ${called}?`,
      text: 'They are told. To be friends again, one of you has to ask and the other to accept.',
      yes: 'End it',
    },
  });
  if (isFriend) return [unfriend, block];
  if (incoming.includes(name)) {
    return [
      action('Accept the request', 'accept', { answer: 'Accept' }),
      action('Decline the request', 'decline', { answer: 'Decline' }),
      block,
    ];
  }
  if (outgoing.includes(name)) {
    return [action('Withdraw the request', 'unfriend', { answer: 'Withdraw' }), block];
  }
  return [action('Ask to be friends', 'add'), block];
}
