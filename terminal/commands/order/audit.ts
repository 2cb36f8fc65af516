import { groupIn } from '../../../client/index.ts';
import { auditText } from '../../text/audit-text.ts';
import type { Command } from '../command.ts';

const SHOWN = 20;

export const audit: Command = {
  name: 'audit',
  summary:
    'lists what was done last to keep order, the newest first, in the group in front, or else in the lobby and everywhere',
  arguments: [],
  isQuestion: true,
  async run({ client, conversation, display, now }) {
    const { items } = await client.audit({ limit: SHOWN, group_name: groupIn(conversation) });
    const lines = items.map((item) => auditText(item, client.user, now()));
    display.answer(...(lines.length === 0 ? ['Nothing was done.'] : lines));
  },
};
