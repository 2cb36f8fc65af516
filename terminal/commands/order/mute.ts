import { groupIn } from '../../../client/index.ts';
import { SANCTION_MAX_SECONDS } from '../../../protocol/limits.ts';
import { optional, TEXT, USER } from '../arguments.ts';
import { type Argument, type Command, CommandFault } from '../command.ts';
import { endsAt } from './ends-at.ts';

const SECONDS: Argument = {
  name: 'SECONDS',
  read(typed) {
    if (/^\d+$/.test(typed) && Number(typed) <= SANCTION_MAX_SECONDS) return typed;
    throw new CommandFault(`SECONDS is a number up to ${SANCTION_MAX_SECONDS}, not "${typed}"; 0 ends it.`);
  },
  choices: () => [],
};

/** Why, for who looks it up. */
export const REASON: Argument = { ...TEXT, name: 'REASON' };

export const mute: Command = {
  name: 'mute',
  summary:
    'keeps somebody from speaking in the group in front, or else in the lobby, for who keeps order there; 0 ends it',
  arguments: [USER, SECONDS, optional(REASON)],
  async run({ client, conversation, display, now }, user, typed, reason?: string) {
    const [seconds, group_name] = [Number(typed), groupIn(conversation)];
    // Of a whisper in front it is the lobby that is meant.
    const where = group_name === undefined ? 'the lobby' : `#${group_name}`;
    await client.mute(user, seconds, { group_name, reason });
    display.answer(
      seconds === 0
        ? `${user} may speak in ${where} again.`
        : `${user} is muted in ${where}${endsAt(seconds, now())}.`,
    );
  },
};
