import { GROUP, optional, USER } from '../arguments.ts';
import type { Command } from '../command.ts';
import { BAN_SECONDS, secondsIn } from '../order/ban-seconds.ts';
import { REASON } from '../order/mute.ts';
import { groupMeant } from './group-meant.ts';

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
  run: (session, user, group = '', seconds = '', reason?: string) =>
    session.client.kick(groupMeant(session, group || undefined), user, {
      ban: true,
      seconds: secondsIn(seconds),
      reason,
    }),
};
