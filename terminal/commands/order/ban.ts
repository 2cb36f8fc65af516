import { optional, USER } from '../arguments.ts';
import type { Command } from '../command.ts';
import { REASON } from './mute.ts';

export const ban: Command = {
  name: 'ban',
  summary: 'keeps somebody out, until /unban: for admins',
  arguments: [USER, optional(REASON)],
  run: ({ client }, user, reason?: string) => client.ban(user, { reason }),
};
