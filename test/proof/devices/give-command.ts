import type { ChatClient } from '../../../client/index.ts';
import type { CommandRecord } from '../plan/commands.ts';

/** Has a client do what its user wants. @returns what the client's own method does: a new command needs a case here */
export function giveCommand(
  client: ChatClient,
  {
    type,
    target,
    of = '',
    emoji = '',
    content = '',
    change = {},
    show = 'online',
    seconds = 0,
    level = 'all',
    member = '',
    role = 'member',
    ban,
    isPrivate = false,
    hasFullHistory = false,
    report = '',
    replyTo: reply_to,
    ref,
  }: Pick<
    CommandRecord,
    | 'type'
    | 'target'
    | 'of'
    | 'emoji'
    | 'content'
    | 'change'
    | 'show'
    | 'seconds'
    | 'level'
    | 'member'
    | 'role'
    | 'ban'
    | 'isPrivate'
    | 'hasFullHistory'
    | 'report'
    | 'replyTo'
    | 'ref'
  >,
): Promise<unknown> {
  switch (type) {
    case 'lobby':
      return client.lobby(content, { ref, reply_to });
    case 'group':
    case 'whisper':
      return client[type](target, content, { ref, reply_to });
    case 'edit':
      return client.edit(target, of, content, { ref });
    case 'delete':
      return client.delete(target, of, { ref });
    case 'react':
    case 'unreact':
      return client[type](target, of, emoji, { ref });
    case 'profile':
      return client.profile({ ...change, ref });
    case 'presence':
      return client.presence(show, { ref });
    case 'notify':
      return client.notify(target, level, { ref });
    case 'report':
      return client.report(target, of, `because of ${ref}`, { ref });
    case 'resolve_report':
      return client.resolveReport(report, { ref });
    case 'pin':
    case 'unpin':
      return client[type](target, of, { ref });
    case 'create':
      return client.create(target, {
        kind: isPrivate ? 'private' : 'open',
        history: hasFullHistory ? 'full' : 'joining',
        ref,
      });
    case 'describe':
      return client.describe(target, { title: ref, ref });
    case 'role':
      return client.role(target, member, role, { ref });
    case 'invite':
      return client.invite(target, member, { ref });
    case 'decline_invite':
      return client.declineInvite(target, { ref });
    case 'disband':
    case 'erase':
      return client[type](target, { ref });
    case 'kick':
      return client.kick(target, member, { ban, ref });
    case 'mute':
      return client.mute(target, seconds, { ref });
    case 'ban':
      return client.ban(target, { seconds, ref });
    case 'unban':
      return member === ''
        ? client.unban(target, { ref })
        : client.unban(member, { group_name: target, ref });
    case 'join':
    case 'leave':
    case 'add':
    case 'accept':
    case 'decline':
    case 'unfriend':
    case 'block':
    case 'unblock':
      return client[type](target, { ref });
  }
}
