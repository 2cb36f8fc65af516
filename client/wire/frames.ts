import type {
  AnswerFrame,
  ClosingFrame,
  ErrorFrame,
  LoggedFrame,
  ProbeFrame,
  ReadFrame,
  RelationChangedFrame,
  Synced,
} from '../../protocol/frames-v2.ts';
import { EVENT_ID_PATTERN } from '../../protocol/limits.ts';

/** An answer that says to what. */
export type RefAnswer = (AnswerFrame | ErrorFrame) & { readonly ref: string };

/** A frame that this client has a use for. */
export type KnownFrame =
  | { readonly kind: 'logged'; readonly frame: LoggedFrame }
  | { readonly kind: 'answer'; readonly frame: RefAnswer }
  | { readonly kind: 'read'; readonly frame: ReadFrame }
  | { readonly kind: 'relation'; readonly frame: RelationChangedFrame }
  | { readonly kind: 'probe'; readonly frame: ProbeFrame }
  | { readonly kind: 'closing'; readonly frame: ClosingFrame };

type Fields = Readonly<Record<string, unknown>>;

const LOGGED = new Set([
  'message',
  'joined',
  'left',
  'edited',
  'deleted',
  'friend_request',
  'friends',
  'unfriended',
  'blocked',
  'unblocked',
]);
const isText = (value: unknown): value is string => typeof value === 'string';
export const isRecord = (value: unknown): value is Fields =>
  typeof value === 'object' && value !== null && !Array.isArray(value);

/** What each answer must have to be of use; those that aren't here need nothing. */
const ANSWERS: Readonly<Record<string, (fields: Fields) => boolean>> = {
  ack: () => true,
  pong: () => true,
  error: ({ code }) => isText(code),
  authenticated: ({ user, expires_at }) => isText(user) && isText(expires_at),
  synced: ({ events, cursors }) => Array.isArray(events) && isRecord(cursors),
  history: ({ events }) => Array.isArray(events),
  list: ({ items }) => Array.isArray(items),
};

/**
 * Reads a frame; undefined for what this client has no use for: frames of v1, API Gateway's own (such as
 * `{"message":"Internal server error","connectionId":…,"requestId":…}`), and kinds that are newer than it is.
 * @param text a message's data, as the socket gave it
 */
export function readFrame(text: unknown): KnownFrame | undefined {
  const fields = parse(text);
  if (!fields || !isText(fields.type)) return undefined;
  const { type } = fields;
  if (isLogged(fields)) return { kind: 'logged', frame: fields };
  if (isText(fields.ref) && Object.hasOwn(ANSWERS, type) && ANSWERS[type]?.(fields)) {
    return { kind: 'answer', frame: fields as unknown as RefAnswer };
  }
  if (type === 'read' && isText(fields.conversation)) {
    return { kind: type, frame: fields as unknown as ReadFrame };
  }
  if (type === 'relation_changed' && isText(fields.user)) {
    return { kind: 'relation', frame: fields as unknown as RelationChangedFrame };
  }
  if (type === 'probe') return { kind: type, frame: { type } };
  if (type === 'closing') return { kind: type, frame: fields as unknown as ClosingFrame };
  return undefined;
}

/** Whether it is an event with a place in a conversation. */
export const isLogged = (fields: unknown): fields is LoggedFrame & Fields =>
  isRecord(fields) &&
  isText(fields.type) &&
  LOGGED.has(fields.type) &&
  isText(fields.conversation) &&
  isText(fields.id) &&
  EVENT_ID_PATTERN.test(fields.id);

/** The cursors of an answer that can be sent back. */
export const readCursors = ({ cursors }: Synced): Record<string, string> =>
  Object.fromEntries(Object.entries(cursors).filter(([, cursor]) => isText(cursor)));

function parse(text: unknown): Fields | undefined {
  if (!isText(text)) return undefined;
  try {
    const value: unknown = JSON.parse(text);
    return isRecord(value) ? value : undefined;
  } catch {
    return undefined;
  }
}
