import { type LoggedFrame, mentionsUser } from '../../client/index.ts';
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
  if (event.type !== 'message') {
    const told = visible(describe(event, viewer));
    return layOut([told], headOf([...head, ['*', style.dim]]), columns, style.dim);
  }
  const isOwn = event.from === viewer.user;
  const name = visible(text(event.from));
  // No name has these characters, so that the mark of one's own can't be forged, in colours or without.
  const author: Part = isOwn ? [`${name}>`, style.bold] : [`${name}:`, style.name];
  const paint = mentionsUser(event, viewer.user) ? style.mention : undefined;
  return layOut(visibleLines(text(event.content)), headOf([...head, author]), columns, paint);
}

/** The parts with a space behind each. */
const headOf = (parts: readonly Part[]) => ({
  plain: parts.map(([part]) => `${part} `).join(''),
  shown: parts.map(([part, paint]) => `${paint?.(part) ?? part} `).join(''),
});

type Relation = Exclude<LoggedFrame, { readonly type: 'message' }>;

function describe(event: Relation, { user, takesCommands }: Viewer): string {
  switch (event.type) {
    case 'joined':
    case 'left':
      return `${event.user === user ? 'you' : text(event.user)} ${event.type}`;
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
    default:
      return `${text((event as LoggedFrame).type)}: this terminal does not know what that is`;
  }
}

const answersTo = (user: string) => `: /accept ${user} or /decline ${user}`;

/** A server that is newer than this, or no friend, may have left it out. */
const text = (value: unknown) => (typeof value === 'string' ? value : '?');
