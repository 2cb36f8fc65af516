import type { AnswerFrame, Synced } from '../../protocol/frames/answers.ts';
import type { LoggedFrame } from '../../protocol/frames/logged.ts';
import type { PassingFrame } from '../../protocol/frames/passing.ts';
import type { ErrorFrame } from '../../protocol/frames/server-frame.ts';
import { isJsonObject, type JsonObject, parseJson } from '../../protocol/json.ts';
import { EVENT_ID_PATTERN } from '../../protocol/limits.ts';

/** An answer that says to what. */
export type RefAnswer = (AnswerFrame | ErrorFrame) & { readonly ref: string };

/** A frame that this client has a use for. */
export type KnownFrame =
  | { readonly kind: 'logged'; readonly frame: LoggedFrame }
  | { readonly kind: 'answer'; readonly frame: RefAnswer }
  | Passing<PassingFrame>;
type Passing<F extends PassingFrame> = F extends PassingFrame
  ? { readonly kind: F['type']; readonly frame: F }
  : never;

/** `edited` and `deleted` are to come: an app that is older than its server gets them as they are. */
const LOGGED: Readonly<Record<LoggedFrame['type'] | 'edited' | 'deleted', 1>> = {
  message: 1,
  joined: 1,
  left: 1,
  role_changed: 1,
  described: 1,
  invited: 1,
  pinned: 1,
  unpinned: 1,
  disbanded: 1,
  edited: 1,
  deleted: 1,
  friend_request: 1,
  friends: 1,
  unfriended: 1,
  blocked: 1,
  unblocked: 1,
};
const isText = (value: unknown): value is string => typeof value === 'string';

type Checks<Type extends string> = Readonly<Record<Type, (fields: JsonObject) => boolean>>;

/** What an answer must have to be of use. */
const ANSWERS: Checks<RefAnswer['type']> = {
  ack: () => true,
  pong: () => true,
  error: ({ code }) => isText(code),
  authenticated: ({ user, expires_at }) => isText(user) && isText(expires_at),
  synced: ({ events, cursors }) => Array.isArray(events) && isJsonObject(cursors),
  history: ({ events }) => Array.isArray(events),
  list: ({ items }) => Array.isArray(items),
};

/** What a passing frame must have. */
const PASSING: Checks<PassingFrame['type']> = {
  read: ({ conversation }) => isText(conversation),
  notify: ({ conversation, level, rev }) => [conversation, level, rev].every(isText),
  reactions: ({ conversation, id, rev, reactions }) =>
    [conversation, id, rev].every(isText) && Array.isArray(reactions),
  typing: ({ conversation, user }) => isText(conversation) && isText(user),
  presence: ({ user, state, rev }) => [user, state, rev].every(isText),
  muted: ({ conversation }) => isText(conversation),
  relation_changed: ({ user }) => isText(user),
  invitations_changed: () => true,
  probe: () => true,
  closing: () => true,
};

/** Whether the fields are of a frame of these types, and have what it must have. */
const passes = <Type extends string>(checks: Checks<Type>, fields: JsonObject): boolean =>
  Object.hasOwn(checks, String(fields.type)) && checks[fields.type as Type](fields);

/**
 * Reads a frame; undefined for what this client has no use for: frames of v1, API Gateway's own (such as
 * `{"message":"Internal server error","connectionId":…,"requestId":…}`), and kinds that are newer than it is.
 * @param text a message's data, as the socket gave it
 */
export function readFrame(text: unknown): KnownFrame | undefined {
  const fields = isText(text) ? parseJson(text) : undefined;
  if (!fields) return undefined;
  if (isLogged(fields)) return { kind: 'logged', frame: fields };
  const isAnswer = isText(fields.ref) && passes(ANSWERS, fields);
  if (!isAnswer && !passes(PASSING, fields)) return undefined;
  return { kind: isAnswer ? 'answer' : fields.type, frame: fields } as unknown as KnownFrame;
}

/** Whether it is an event with a place in a conversation. */
export const isLogged = (fields: unknown): fields is LoggedFrame & JsonObject =>
  isJsonObject(fields) &&
  Object.hasOwn(LOGGED, String(fields.type)) &&
  isText(fields.conversation) &&
  isText(fields.id) &&
  EVENT_ID_PATTERN.test(fields.id);

/** The cursors of an answer that can be sent back. */
export const readCursors = ({ cursors }: Synced): Record<string, string> =>
  Object.fromEntries(Object.entries(cursors).filter(([, cursor]) => isText(cursor)));
