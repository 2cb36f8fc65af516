import { erased, invalidToken } from '../../protocol/errors.ts';
import type { ChatPorts } from '../ports/chat-ports.ts';
import type { Subject } from '../ports/people/users.ts';
import { requireNotBanned } from '../rules/banned.ts';

/** What the log says of a token whose name belongs to another subject. */
const NAME_TAKEN = 'the name belongs to another subject';

/**
 * Makes a name the token's subject's, or finds that it is. One that was erased and is free begins anew.
 * @throws ChatError `invalid_token` when it belongs to another subject; `erased`, `banned`
 */
export async function bindName(
  { users, subscriptions, clock }: Pick<ChatPorts, 'users' | 'subscriptions' | 'clock'>,
  user: string,
  subject: Subject,
): Promise<void> {
  const now = clock.now();
  const { isOwn, isErased, isFree, bannedUntil } = await users.bind(user, subject, now);
  if (isFree) {
    // First: of one that is bound, and shut, every sign-in would be refused for good.
    await subscriptions.reopen(user);
    if (!(await users.rebind(user, subject, now))) throw invalidToken(NAME_TAKEN);
    return;
  }
  if (isErased) throw erased();
  if (!isOwn) throw invalidToken(NAME_TAKEN);
  requireNotBanned(bannedUntil, now);
}
