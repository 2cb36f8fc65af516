import { type AuditItem, groupIn } from '../../../client/index.ts';
import { labelOf } from '../../conversation.ts';
import { timeText } from '../../text/time.ts';
import type { Command } from '../command.ts';

const SHOWN = 20;

export const audit: Command = {
  name: 'audit',
  summary:
    'lists what was done last to keep order, in the group in front, or else in the lobby and everywhere',
  arguments: [],
  isQuestion: true,
  async run({ client, conversation, display, now }) {
    const { items } = await client.audit({ limit: SHOWN, group_name: groupIn(conversation) });
    const lines = items.toReversed().map((item) => describe(item, now()));
    display.answer(...(lines.length === 0 ? ['Nothing was done.'] : lines));
  },
};

function describe(
  { ts, by, act, target, role, conversation, until, reason }: AuditItem,
  now: number,
): string {
  const what = [act, target, role].filter((word) => word !== undefined).join(' ');
  const where = conversation === undefined ? '' : ` in ${labelOf(conversation)}`;
  const end = until === undefined ? '' : ` until ${timeText(until, now)}`;
  return `${timeText(ts, now)} ${by}: ${what}${where}${end}${reason === undefined ? '' : ` (${reason})`}`;
}
