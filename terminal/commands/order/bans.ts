import type { BanItem } from '../../../client/index.ts';
import { timeText, untilText } from '../../text/time.ts';
import { GROUP, optional } from '../arguments.ts';
import type { Command } from '../command.ts';
import { allOf } from '../list.ts';

export const bans: Command = {
  name: 'bans',
  summary: 'lists who is banned, for admins; or who is kept out of a group, for who keeps order there',
  arguments: [optional(GROUP)],
  isQuestion: true,
  async run({ client, display, now }, group?: string) {
    const items = await allOf((page) => client.bans({ ...page, group_name: group }));
    const none = group === undefined ? 'Nobody is banned.' : `Nobody is kept out of #${group}.`;
    display.answer(...(items.length === 0 ? [none] : items.map((item) => describe(item, now()))));
  },
};

function describe({ user, by, since, until, reason }: BanItem, now: number): string {
  const end = until === undefined ? 'for good' : untilText(Date.parse(until), now);
  return `${timeText(since, now)} ${user}, by ${by}, ${end}${reason === undefined ? '' : ` (${reason})`}`;
}
