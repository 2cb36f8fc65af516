import { optional, USER } from '../arguments.ts';
import type { Command } from '../command.ts';
import { BAN_SECONDS, secondsIn } from './ban-seconds.ts';
import { REASON } from './mute.ts';

export const ban: Command = {
  name: 'ban',
  summary: 'keeps somebody out, for so many seconds or until /unban: for admins',
  arguments: [USER, BAN_SECONDS, optional(REASON)],
  run: ({ client }, user, seconds = '', reason?: string) =>
    client.ban(user, { seconds: secondsIn(seconds), reason }),
};
