import { isStanding } from '../../../protocol/events/changes.ts';
import { idOfTime } from '../../../protocol/events/event-id.ts';
import { toFramePage } from '../../conversations/frame-page.ts';
import { openConversation } from '../../conversations/open-conversation.ts';
import { readLogsBefore } from '../../conversations/read-logs.ts';
import { selectVisible } from '../../conversations/select-visible.ts';
import { findQuotes } from '../../conversations/show-quotes.ts';
import { showReactions } from '../../reactions/show-reactions.ts';
import { requireUser } from '../../rules/user.ts';
import type { CommandHandler } from '../command-handler.ts';

/** As long as any. */
const NO_ID = idOfTime(0);

/** A page of a conversation, newest first. */
export const history: CommandHandler<'history'> = async (ports, fields, { user }) => {
  const { conversation: name, before, limit = ports.limits.pageItems } = fields;
  const { logs, from, peer } = await openConversation(ports, user, name);
  if (peer !== undefined) await requireUser(ports, peer);
  const range = { ...(before !== undefined && { before }), ...(from !== undefined && { from }) };
  const items = Math.min(limit, ports.limits.pageItems);
  const envelope = { type: 'history', conversation: name, events: [] } as const;
  const page = await readLogsBefore(ports, logs, range, items);
  // A page shows how things stand: messages as they are now, and none of what made them so.
  const standing = page.entries.filter(({ event }) => isStanding(event, from));
  const shown = await findQuotes(ports, { viewer: user, logs, from }, standing);
  const visible = await selectVisible(ports, user, shown);
  const events = await showReactions(ports, user, standing, visible);
  const { frames, isCut } = toFramePage(events, user, items, { ...envelope, before: NO_ID });
  const lastShown = frames.at(-1)?.id;
  const next = isCut ? lastShown : page.hasMore ? page.last : undefined;
  return { answer: { ...envelope, events: frames, before: next ?? null } };
};
