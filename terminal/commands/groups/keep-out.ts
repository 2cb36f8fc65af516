import { GROUP, optional, USER } from '../arguments.ts';
import type { Command } from '../command.ts';
import { BAN_SECONDS, secondsIn } from '../order/ban-seconds.ts';
import { endsAt } from '../order/ends-at.ts';
import { REASON } from '../order/mute.ts';
import { groupMeant } from './group-meant.ts';
import { isSeen } from './is-seen.ts';

export const keepOut: Command = {
  name: 'keep-out',
  summary:
    'keeps somebody out of a group that you keep order in, for so many seconds or until /let-in; a number right behind the name is SECONDS, of the group in front',
  // A group that is called by a number is written with its #.
  arguments: [
    USER,
    { ...optional(GROUP), fits: (typed) => !/^\d+$/.test(typed) },
    BAN_SECONDS,
    optional(REASON),
  ],
  async run(session, user, given = '', typed = '', reason?: string) {
    const [group, seconds] = [groupMeant(session, given || undefined), secondsIn(typed)];
    const { id } = await session.client.kick(group, user, { ban: true, seconds, reason });
    if (!isSeen(session, group, id))
      session.display.answer(`${user} is kept out of #${group}${endsAt(seconds, session.now())}.`);
  },
};
