import { invalidField, userNotFound } from '../../protocol/errors.ts';
import type { ChatPorts } from '../ports/chat-ports.ts';

/** @throws ChatError `user_not_found` for somebody who never signed in */
export async function requireUser(
  { users, knownUsers }: Pick<ChatPorts, 'users' | 'knownUsers'>,
  user: string,
): Promise<void> {
  if (knownUsers.get(user)) return;
  if (!(await users.exists(user))) throw userNotFound(user);
  knownUsers.set(user, true);
}

/** @throws ChatError `invalid_field` where oneself makes no sense */
export function requireAnother(user: string, target: string): void {
  if (user === target) throw invalidField('target', 'somebody other than yourself');
}
