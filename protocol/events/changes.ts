import type { DeletedFrame, EditedFrame } from '../frames/logged.ts';
import { mentionsOf } from '../mentions.ts';
import { type EventRecord, placeIn } from './event-record.ts';
import { beginningOf, conversationOf, type MessageEvent, placeOf, type Said } from './messages.ts';

/** That somebody has changed what they had said, or another has deleted it. What that is now stands in the message alone. */
export type ChangeEvent = Said & {
  readonly type: 'edited' | 'deleted';
  readonly id: string;
  /** The id of the message. */
  readonly of: string;
  /** Who has deleted it, where that isn't its author. No block of theirs hides that. */
  readonly by?: string;
  /** Of an edit that is about to be shown: what the message says now. The log has none. */
  readonly newContent?: string;
};

type Edited = ChangeEvent & { readonly type: 'edited' };
type Deleted = ChangeEvent & { readonly type: 'deleted' };

/** Whether an event only changes another: it is nothing new to be read, and no page of history has it. */
export const isChange = <E extends { readonly type: string }>(event: E): event is Extract<E, ChangeEvent> =>
  event.type === 'edited' || event.type === 'deleted';

/** What an event is about, by which it is decided who may see it: what is about a message goes with that. */
export const subjectOf = (event: { readonly id: string; readonly of?: string }): string =>
  event.of ?? event.id;

/** Whether a page of history shows an event: none that only changes another, nor what is about something older than it has. */
export const isStanding = (
  event: { readonly type: string; readonly id: string; readonly of?: string },
  from = '',
): boolean => !isChange(event) && subjectOf(event) >= from;

/** Whether a message says something else than at first. */
export const isEdited = ({ rev, isDeleted = false }: Pick<MessageEvent, 'rev' | 'isDeleted'>): boolean =>
  rev !== undefined && !isDeleted;

/**
 * The ids by which a block hides an event: when it was said, and of what was edited since, when that was; a change goes with
 * its message. What was deleted gives nobody anything.
 */
export function hiddenBy(
  event: ChangeEvent | MessageEvent | { readonly type: string; readonly id: string },
): readonly string[] {
  const { id } = event;
  if ('of' in event) return [id, event.of];
  return 'rev' in event && event.rev !== undefined && isEdited(event) ? [id, event.rev] : [id];
}

/**
 * The event that tells of a change.
 * @param id its own, which is the message's `rev` from then on
 * @param by who has deleted it, where that isn't its author
 */
export const makeChange = (
  type: ChangeEvent['type'],
  id: string,
  message: MessageEvent,
  by?: string,
): ChangeEvent => ({
  type,
  id,
  of: message.id,
  ...(by !== undefined && { by }),
  ...placeOf(message),
});

/**
 * An edit as it is to be shown: with what its message says now.
 * @param message as it stands
 * @returns undefined where there is nothing to be shown, as another change has come since
 */
export const showEdit = (edit: ChangeEvent, message: MessageEvent | undefined): ChangeEvent | undefined =>
  message?.rev === edit.id && !message.isDeleted ? { ...edit, newContent: message.content } : undefined;

const blockableAuthor = (event: ChangeEvent) => (event.in === 'whisper' ? undefined : event.from);

const edited: EventRecord<Edited> = {
  blockableAuthor,
  waits: 'never',
  describe: (event, viewer) => `${beginningOf(event, viewer)}: (Edited): ${event.newContent ?? ''}`,
  isLogged: true,
  frame(event, viewer): EditedFrame {
    const { of, from, newContent = '' } = event;
    const place = placeIn(conversationOf(event, viewer), event);
    return { type: 'edited', ...place, of, from, content: newContent, ...mentionsOf(newContent) };
  },
};

const deleted: EventRecord<Deleted> = {
  blockableAuthor,
  waits: 'never',
  describe: (event, viewer) =>
    `${beginningOf(event, viewer)}: (Deleted${event.by === undefined ? '' : ` by ${event.by}`})`,
  isLogged: true,
  frame(event, viewer): DeletedFrame {
    const { of, from, by } = event;
    const place = placeIn(conversationOf(event, viewer), event);
    return { type: 'deleted', ...place, of, from, ...(by !== undefined && { by }) };
  },
};

export const changes = { edited, deleted };
