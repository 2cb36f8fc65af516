import type { LoggedFrame } from '../../../client/index.ts';
import { ROLE_WORDS } from '../../../protocol/role-words.ts';
import type { Sentence } from '../../naming/sentence.ts';

/** An event that isn't a message, as a line between messages. @param user who looks at it */
export function eventSentence(
  event: Exclude<LoggedFrame, { type: 'message' }>,
  user: string | undefined,
): Sentence {
  const who = (name: string) => (name === user ? 'You' : { name });
  const whom = (name: string) => (name === user ? 'you' : { name });
  switch (event.type) {
    case 'edited':
      return [who(event.from), ' edited a message'];
    case 'deleted':
      return [who(event.from), ' deleted a message'];
    case 'joined':
      return [who(event.user), ' joined'];
    case 'left':
      if (event.by === undefined) return [who(event.user), ' left'];
      return [
        who(event.by),
        ' removed ',
        whom(event.user),
        ...(event.banned ? [event.user === user ? ', and keeps you out' : ', and keeps them out'] : []),
      ];
    case 'role_changed':
      return [who(event.by), ' made ', whom(event.user), ` ${ROLE_WORDS[event.role]}`];
    case 'described':
      return [who(event.by), ' changed what the group is said to be'];
    case 'invited':
      return [who(event.from), ' invited ', whom(event.to), ` to ${event.group}`];
    case 'disbanded':
      return [who(event.by), ' disbanded the group'];
    case 'pinned':
      return [who(event.by), ' pinned a message'];
    case 'unpinned':
      return [who(event.by), ' unpinned a message'];
    case 'friend_request':
      return [who(event.from), ' asked ', whom(event.to), ' to be friends'];
    case 'friends':
      return [who(event.from), ' and ', whom(event.to), ' are friends'];
    case 'unfriended':
      return [who(event.from), ' ended the friendship with ', whom(event.to)];
    case 'blocked':
      return [who(event.from), ' blocked ', whom(event.to)];
    case 'unblocked':
      return [who(event.from), ' unblocked ', whom(event.to)];
  }
}
