import { EVENT_ID_LENGTH } from '../../../protocol/events/event-id.ts';
import type { ListItems } from '../../../protocol/frames/list-items.ts';
import { toLoggedFrame } from '../../../protocol/render-v2.ts';
import { cutPage } from '../../conversations/cut-page.ts';
import { groupConversation, groupNamed } from '../../conversations/open-conversation.ts';
import { findPinned } from '../../conversations/pinned-messages.ts';
import { selectVisible } from '../../conversations/select-visible.ts';
import { findQuotes } from '../../conversations/show-quotes.ts';
import { seenFrom } from '../../ports/groups/groups.ts';
import { requireMembership } from '../../rules/membership.ts';
import { settleAll } from '../../settle-all.ts';
import type { CommandHandler } from '../command-handler.ts';
import { rangeOf, timeOf } from '../list.ts';

const LONGEST = { type: 'list', of: 'pins', items: [], next: 'x'.repeat(EVENT_ID_LENGTH) };

/** The pinned messages of a group as they are now, the last pinned first: those that the sender may see. */
export const pins: CommandHandler<'pins'> = async (ports, { conversation, ...fields }, { user }) => {
  const name = groupNamed(conversation);
  const [membership, groups] = await settleAll([
    requireMembership(ports, user, name),
    ports.groups.findAll([name], { consistent: true }),
  ]);
  const group = groups.get(name);
  const { after, limit } = rangeOf(ports, fields);
  const all = group?.groupId === membership.groupId ? group.pins.toReversed() : [];
  // By the event that pinned it, so that a page goes on where it ended whatever is pinned meanwhile.
  const asked = all.filter((pin) => after === undefined || pin.event < after);
  const { logs } = groupConversation(membership);
  const from = seenFrom(membership);
  const standing = await findPinned(
    ports,
    membership,
    asked.filter(({ id }) => id >= from),
  );
  const shown = await findQuotes(ports, { viewer: user, logs, from }, [...standing.values()]);
  const visible = new Map((await selectVisible(ports, user, shown)).map((event) => [event.id, event]));
  const items = asked.flatMap(({ id, by, event }): (ListItems['pins'] & { readonly event: string })[] => {
    const message = visible.get(id);
    const frame = message && toLoggedFrame(message, user);
    return frame?.type === 'message' ? [{ message: frame, by, since: timeOf(event), event }] : [];
  });
  const page = cutPage(items, limit, LONGEST);
  const next = page.length < items.length ? (page.at(-1)?.event ?? null) : null;
  return {
    answer: { type: 'list', of: 'pins', items: page.map(({ event: _, ...item }) => item), next },
  };
};
