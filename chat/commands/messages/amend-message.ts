import { messageNotFound, notAllowed } from '../../../protocol/errors.ts';
import { type ChangeEvent, makeChange } from '../../../protocol/events/changes.ts';
import type { MessageEvent } from '../../../protocol/events/messages.ts';
import { findMessage, type OpenMessage, openMessage } from '../../conversations/open-message.ts';
import type { ChatPorts } from '../../ports/chat-ports.ts';
import type { Amendment } from '../../ports/messages/messages.ts';
import { HOLD_MS } from '../../ports/messages/undelivered.ts';
import { spend } from '../../rates/allowances.ts';
import { payOnce } from '../../rates/pay-once.ts';
import { acknowledge, assertCanWrite, type CommandRequest, type Outcome } from '../../request.ts';
import { requireAuthority } from '../../rules/authority.ts';
import { settleAll } from '../../settle-all.ts';
import { type OpenedToDelete, openToDelete } from './open-to-delete.ts';
import { tellChannel } from './tell-channel.ts';
import { tellPair } from './tell-pair.ts';

/** What somebody does to what they have said, or who keeps order to what another has. */
export interface MessageAmendment {
  readonly conversation: string;
  /** The message's. */
  readonly id: string;
  /** What it says from now on; absent: it is deleted. */
  readonly content?: string;
}

/**
 * Changes a message where it stands, then tells those who may see it. That it is to be told is noted before the change: of a
 * function that dies between the two a sweep tells it.
 * @param check refuses by throwing, before anything is written
 */
export async function amendMessage(
  ports: ChatPorts,
  { conversation, id: of, content }: MessageAmendment,
  request: CommandRequest,
  check: (message: MessageEvent) => void = () => undefined,
): Promise<Outcome> {
  const { user, id } = request;
  const isEdit = content !== undefined;
  const asked = { conversation, id: of };
  const found = isEdit
    ? { ...(await openMessage(ports, user, asked)), isSeen: true }
    : await openToDelete(ports, asked, request);
  const { message, log, isSeen } = found;
  const by = message.from === user ? undefined : user;
  if (by !== undefined) await requireMayDelete(ports, found, request, isEdit);
  // By this very command, which has come again, it may be deleted.
  if (message.isDeleted && message.rev !== id) throw messageNotFound(of);
  check(message);

  const telling = await (message.type === 'whisper'
    ? tellPair(ports, { log, message, isEdit }, request)
    : tellChannel(ports, { channel: log, message, isEdit, isSeen }, request));
  await assertCanWrite(ports, request);
  const amendment = { from: message.from, rev: id, ...(isEdit && { content }), by };
  const isLatest = await amend(ports, found, telling.log, amendment);
  const change = makeChange(isEdit ? 'edited' : 'deleted', id, message, by);
  if (!isLatest) return passOver(ports, telling.log, change);
  const { delivery } = await telling.tell(change, isEdit ? { ...change, newContent: content } : change);
  return { ...acknowledge(id), delivery };
}

const NOT_YOURS = 'somebody else wrote it';

/**
 * What was whispered is nobody's but the two's, and nobody puts words into others' mouths.
 * @throws ChatError `not_allowed`, `rate_limited`
 */
async function requireMayDelete(
  ports: ChatPorts,
  { message, isSeen }: OpenedToDelete,
  request: CommandRequest,
  isEdit: boolean,
): Promise<void> {
  if (isEdit) throw notAllowed('edit', NOT_YOURS);
  if (message.type === 'whisper') throw notAllowed('delete', NOT_YOURS);
  const group = message.type === 'group' ? message.group : undefined;
  if (isSeen) await requireAuthority(ports, request, group, 'delete');
  await payOnce(request, 'authority', () => spend(ports, 'authority', request.user));
}

/**
 * @param log where the change is to be stored
 * @returns false when the message was edited by something later, though it came before
 * @throws ChatError `message_not_found`: it was deleted since it was looked at
 */
async function amend(
  ports: ChatPorts,
  { message, log: place }: OpenMessage,
  log: string,
  amendment: Amendment,
): Promise<boolean> {
  const { rev } = amendment;
  const note = {
    id: rev,
    conversation: log,
    amends: { conversation: place, id: message.id },
    heldUntil: ports.clock.now() + HOLD_MS,
  };
  // First: of a message that is changed without it nobody would ever be told, unless the command comes again.
  await ports.undelivered.put(note);
  if (await ports.log.amend(place, message.id, amendment)) return true;
  const [now] = await settleAll([findMessage(ports, [place], message.id), ports.undelivered.remove(rev)]);
  if (!now || now.message.isDeleted) throw messageNotFound(message.id);
  return false;
}

/** An edit behind a later one: that it was made is stored, by which it is done, and shown to nobody. */
async function passOver({ log }: ChatPorts, conversation: string, event: ChangeEvent): Promise<Outcome> {
  await log.append({ conversation, event });
  return acknowledge(event.id);
}
