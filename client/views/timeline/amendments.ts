import type {
  DeletedFrame,
  EditedFrame,
  LoggedFrame,
  MessageFrame,
} from '../../../protocol/frames/logged.ts';

/** That a message says something else now, or nothing any more. */
export type ChangeFrame = EditedFrame | DeletedFrame;

/** What has a line of its own in a conversation. Changes have none: they show in their messages. */
export type StandingFrame = Exclude<LoggedFrame, ChangeFrame>;

export const isChange = (event: LoggedFrame): event is ChangeFrame =>
  event.type === 'edited' || event.type === 'deleted';

/** Whether a change holds against another of the same message: a deletion against all, else the later. */
export const holdsAgainst = (change: ChangeFrame, other: ChangeFrame): boolean =>
  other.type !== 'deleted' && (change.type === 'deleted' || change.id > other.id);

/** Of two states of one message the one that holds; the first where they are the same. */
export function standing<Frame extends LoggedFrame>(one: Frame, other: Frame): Frame {
  if (one.type !== 'message' || other.type !== 'message' || one.deleted) return one;
  return other.deleted || (other.rev ?? '') > (one.rev ?? '') ? other : one;
}

/** An event as a change leaves it: the very one, where the change is of another, or older than what it shows. */
export function amend<Frame extends LoggedFrame>(event: Frame, change: ChangeFrame | undefined): Frame {
  if (event.type !== 'message' || event.id !== change?.of) return event;
  return standing<Frame>(event, changed(event, change) as Frame & MessageFrame);
}

function changed(message: MessageFrame, change: ChangeFrame): MessageFrame {
  const { mentions: _names, edited_at: _time, reply_to, ...rest } = message;
  const { id: rev, ts } = change;
  if (change.type === 'deleted') {
    return {
      ...rest,
      content: '',
      rev,
      deleted: true,
      ...(change.by !== undefined && { deleted_by: change.by }),
    };
  }
  const { content, mentions } = change;
  return {
    ...rest,
    ...(reply_to && { reply_to }),
    content,
    ...(mentions && { mentions }),
    rev,
    edited_at: ts,
  };
}
