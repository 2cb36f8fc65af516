import type { ListItems } from '../../../protocol/frames/list-items.ts';
import { cutPage } from '../../conversations/cut-page.ts';
import { openConversation } from '../../conversations/open-conversation.ts';
import { selectVisible } from '../../conversations/select-visible.ts';
import { keepExtraRate } from '../../rates/command-rate.ts';
import { readReactions } from '../../reactions/read-reactions.ts';
import { revOf } from '../../reactions/view-tally.ts';
import { requireUser } from '../../rules/user.ts';
import { settleAll } from '../../settle-all.ts';
import type { CommandHandler } from '../command-handler.ts';

/** Each costs two small reads, or four of a whisper: for so many the command counts as one more. */
const MESSAGES_PER_COMMAND = 25;
const NONE = { rev: revOf(0), reactions: [] };

/**
 * How the reactions to some messages stand, in the order asked; of those that one may see. What one has already comes without them.
 * Where not all fit, `next` is the first that is missing.
 */
export const reactions: CommandHandler<'reactions'> = async (ports, fields, request) => {
  const { user } = request;
  const { conversation, ids, known = {} } = fields;
  await keepExtraRate(ports, request, Math.floor(ids.length / MESSAGES_PER_COMMAND));
  const { logs, from = '', peer } = await openConversation(ports, user, conversation);
  if (peer !== undefined) await requireUser(ports, peer);
  const entries = (
    await settleAll(logs.map((log) => ports.log.findAll(log, ids, { consistent: false })))
  ).flat();
  const visible = await selectVisible(
    ports,
    user,
    entries.filter(({ event }) => 'content' in event && !event.isDeleted && event.id >= from),
  );
  const shown = new Set(visible.map(({ id }) => id));
  const states = await readReactions(
    ports,
    user,
    entries.filter(({ event }) => shown.has(event.id)),
  );
  const items = ids.flatMap((id): ListItems['reactions'][] => {
    if (!shown.has(id)) return [];
    const { rev, reactions } = states.get(id) ?? NONE;
    return [known[id] === rev ? { id, rev } : { id, rev, reactions }];
  });
  const envelope = { type: 'list', of: 'reactions', items: [], next: ids[0] ?? null } as const;
  const page = cutPage(items, items.length, envelope);
  return { answer: { ...envelope, items: page, next: items[page.length]?.id ?? null } };
};
