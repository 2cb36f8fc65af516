import { optional, USER } from '../arguments.ts';
import type { Command } from '../command.ts';
import { BAN_SECONDS, secondsIn } from './ban-seconds.ts';
import { endsAt } from './ends-at.ts';
import { REASON } from './mute.ts';

export const ban: Command = {
  name: 'ban',
  summary: 'keeps somebody out, for so many seconds or until /unban: for admins',
  arguments: [USER, BAN_SECONDS, optional(REASON)],
  async run({ client, display, now }, user, typed = '', reason?: string) {
    const seconds = secondsIn(typed);
    await client.ban(user, { seconds, reason });
    // It becomes no event.
    display.answer(`${user} is banned${endsAt(seconds, now())}.`);
  },
};
