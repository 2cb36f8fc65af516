import { shorten } from '../../sentences/request-errors.ts';
import type { Command } from '../command.ts';
import { lastWhenTyped } from '../messages/last-when-typed.ts';
import { REASON } from './mute.ts';

export const report: Command = {
  name: 'report',
  summary:
    'shows the last message of others in the conversation in front to who keeps order; nobody else is told',
  arguments: [REASON],
  async run({ client, conversation, display }, reason: string) {
    const isOfOthers = ({ from }: { readonly from: string }) => from !== client.user;
    const { id, from, content } = await lastWhenTyped({ client, conversation }, 'of others', isOfOthers);
    await client.report(conversation, id, reason);
    // It becomes no event.
    display.answer(`Who keeps order is shown what ${from} said: ${shorten(content)}`);
  },
};
