import {
  type ChangeFrame,
  type GroupRole,
  type LoggedFrame,
  type MessageFrame,
  mentionsUser,
} from '../../client/index.ts';
import { readEventTime } from '../../protocol/events/event-id.ts';
import { EVENT_ID_PATTERN } from '../../protocol/limits.ts';
import { labelOf } from '../conversation.ts';
import { layOut } from './rows.ts';
import type { Style } from './style.ts';
import { timeText } from './time.ts';
import { visible, visibleLines } from './visible.ts';

/** Who looks, and on what. */
export interface Viewer {
  readonly user: string | undefined;
  /** The conversation in front, whose events need no label; undefined where each has one. */
  readonly conversation: string | undefined;
  /** Whether lines that begin with a slash are commands here, so that they can be offered. */
  readonly takesCommands: boolean;
  /** Epoch milliseconds */
  readonly now: number;
  readonly style: Style;
  /** Of the terminal; undefined where there is none. */
  readonly columns: number | undefined;
}

/** A part of a line, visible already, and how it looks. */
type Part = readonly [text: string, paint?: (text: string) => string];

/** An event as rows for people, without a newline at the end. */
export function eventText(event: LoggedFrame, viewer: Viewer): string {
  const { style, conversation, now, columns } = viewer;
  const head: Part[] = [[timeText(event.ts, now), style.dim]];
  if (event.conversation !== conversation)
    head.push([`[${visible(labelOf(event.conversation))}]`, style.label]);
  const mark: Part = ['*', style.dim];
  if (event.type === 'message') {
    const paint = mentionsUser(event, viewer.user) ? style.mention : undefined;
    const start = headOf([...head, ...authorOf(event, viewer)]);
    if (event.deleted) return start.shown.trimEnd();
    return layOut(visibleLines(text(event.content)), start, columns, paint);
  }
  if (event.type === 'edited') {
    const paint = mentionsUser(event, viewer.user) ? style.mention : style.dim;
    const told = visibleLines(`${changeOf(event, viewer)}: ${text(event.content)}`);
    return layOut(told, headOf([...head, mark]), columns, paint);
  }
  return layOut([visible(describe(event, viewer))], headOf([...head, mark]), columns, style.dim);
}

/** No name has these characters, so that no mark can be forged, in colours or without: of one's own, of what was changed, of whom it answers. */
function authorOf(message: MessageFrame, { user, style }: Viewer): readonly Part[] {
  const { from, deleted, edited_at, reply_to } = message;
  const isOwn = from === user;
  const name = visible(text(from));
  const paint = isOwn ? style.bold : style.name;
  const end = deleted ? '' : isOwn ? '>' : ':';
  const answered = reply_to?.from === undefined ? '' : `(Re ${visible(text(reply_to.from))})`;
  const state = deleted ? '(deleted)' : edited_at === undefined ? '' : '(edited)';
  const marks = [answered, state].filter((mark) => mark !== '').join(' ');
  return marks === ''
    ? [[`${name}${end}`, paint]]
    : [
        [name, paint],
        [`${marks}${end}`, style.dim],
      ];
}

/** Whose message was changed, by whom, and which: `user2 edited their message of 10:05`, `admin deleted a message of user2 of 10:05`. */
function changeOf(change: ChangeFrame, { user, now }: Viewer): string {
  const { type, of, from } = change;
  const by = change.type === 'deleted' && change.by !== undefined ? text(change.by) : undefined;
  const author = from === user ? 'you' : text(from);
  const who = by === undefined ? author : by === user ? 'you' : by;
  const whose =
    from === user ? 'your message' : by === undefined ? 'their message' : `a message of ${author}`;
  return `${who} ${type} ${whose}${ofTime(of, now)}`;
}

/** When a message was said, by its event's id: ` of 10:05`. */
const ofTime = (id: string, now: number) =>
  EVENT_ID_PATTERN.test(text(id)) ? ` of ${timeText(new Date(readEventTime(id)).toISOString(), now)}` : '';

/** The parts with a space behind each. */
const headOf = (parts: readonly Part[]) => ({
  plain: parts.map(([part]) => `${part} `).join(''),
  shown: parts.map(([part, paint]) => `${paint?.(part) ?? part} `).join(''),
});

type Relation = Exclude<LoggedFrame, { readonly type: 'message' | 'edited' }>;

const ROLES: Readonly<Record<GroupRole, string>> = {
  owner: 'an owner',
  moderator: 'a moderator',
  member: 'a plain member',
};

function describe(event: Relation, viewer: Viewer): string {
  const { user, takesCommands, now } = viewer;
  const by = (name: unknown) => (name === user ? 'you' : text(name));
  switch (event.type) {
    case 'deleted':
      return changeOf(event, viewer);
    case 'joined':
    case 'left':
      return `${event.user === user ? 'you' : text(event.user)} ${event.type}`;
    case 'invited':
      return event.from === user
        ? `you invited ${text(event.to)} to #${text(event.group)}`
        : `${text(event.from)} invites you to #${text(event.group)}${takesCommands ? invitationAnswers(text(event.group)) : ''}`;
    case 'friend_request':
      return event.from === user
        ? `you asked ${text(event.to)} to be friends`
        : `${text(event.from)} asks you to be friends${takesCommands ? answersTo(text(event.from)) : ''}`;
    case 'friends':
      return `you and ${text(event.from === user ? event.to : event.from)} are friends now`;
    case 'unfriended':
      return `you and ${text(event.to)} are not friends any more`;
    case 'blocked':
      return event.from === user ? `you blocked ${text(event.to)}` : `${text(event.from)} blocked you`;
    case 'unblocked':
      return `you unblocked ${text(event.to)}`;
    case 'role_changed':
      return `${by(event.by)} made ${by(event.user)} ${ROLES[event.role] ?? '?'}`;
    case 'described':
      return `${by(event.by)} changed what the group is said to be${takesCommands ? ': /about' : ''}`;
    case 'disbanded':
      return `${by(event.by)} disbanded the group`;
    case 'pinned':
    case 'unpinned':
      return `${by(event.by)} ${event.type} the message${ofTime(event.of, now)}`;
    default:
      return `${text((event satisfies never as LoggedFrame).type)}: this terminal does not know what that is`;
  }
}

const answersTo = (user: string) => `: /accept ${user} or /decline ${user}`;

const invitationAnswers = (group: string) => `: /join ${group} or /decline-invite ${group}`;

/** A server that is newer than this, or no friend, may have left it out. */
const text = (value: unknown) => (typeof value === 'string' ? value : '?');
