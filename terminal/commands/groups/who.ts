import { groupIn, peerIn } from '../../../client/index.ts';
import { timeText } from '../../text/time.ts';
import type { Command, Session } from '../command.ts';
import { memberNames } from './member-names.ts';

export const who: Command = {
  name: 'who',
  summary: 'says who is in the conversation in front, as far as that can be known',
  arguments: [],
  isQuestion: true,
  async run(session) {
    session.display.answer(...(await describeAudience(session)));
  },
};

async function describeAudience(session: Session): Promise<string[]> {
  const { conversation, names, now } = session;
  const [group, peer] = [groupIn(conversation), peerIn(conversation)];
  if (group !== undefined) return [`In #${group}: ${(await memberNames(session, group)).join(', ')}`];
  if (peer !== undefined) return [`You and ${peer}. The chat does not tell whether they are there.`];
  const speakers = names.speakers.map(([user, ts]) => `${user} (${timeText(ts, now())})`);
  return [
    'Everybody who is signed in hears the lobby; the chat has no list of them.',
    speakers.length === 0 ? 'Nobody has spoken since you came.' : `Seen to speak: ${speakers.join(', ')}`,
  ];
}
