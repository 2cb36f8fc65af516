import type { LoggedFrame } from '../../protocol/frames/logged.ts';

/** Whether a user is in the event's group no more. */
export const endsMembership = (event: LoggedFrame, user: string | undefined): boolean =>
  event.type === 'disbanded' || (event.type === 'left' && event.user === user);
