import { groupIn, peerIn } from '../../../client/index.ts';
import { presenceText } from '../../text/presence-text.ts';
import { timeText } from '../../text/time.ts';
import { optional, USER } from '../arguments.ts';
import type { Command, Session } from '../command.ts';
import { describeUser } from '../people/describe-user.ts';
import { memberNames } from './member-names.ts';

export const who: Command = {
  name: 'who',
  summary:
    'says how a user is shown, and of a friend whether they are there; or who is in the conversation in front, as far as that can be known',
  arguments: [optional(USER)],
  isQuestion: true,
  async run(session, user?: string) {
    const lines = user === undefined ? describeAudience(session) : describeUser(session, user);
    session.display.answer(...(await lines));
  },
};

async function describeAudience(session: Session): Promise<string[]> {
  const { conversation, names, now } = session;
  const [group, peer] = [groupIn(conversation), peerIn(conversation)];
  if (group !== undefined) return [`In #${group}: ${(await memberNames(session, group)).join(', ')}`];
  if (peer !== undefined) {
    const [presence] = (await session.client.presences([peer])).items;
    return presence === undefined
      ? [`You and ${peer}. Whether they are there only their friends see.`]
      : [`You and ${peer}. ${presenceText(presence, now(), session.client.user)}`];
  }
  const speakers = names.speakers.map(([user, ts]) => `${user} (${timeText(ts, now())})`);
  return [
    'Everybody who is signed in hears the lobby; the chat has no list of them.',
    speakers.length === 0 ? 'Nobody has spoken since you came.' : `Seen to speak: ${speakers.join(', ')}`,
  ];
}
