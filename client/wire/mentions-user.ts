import type { MessageFrame } from '../../protocol/frames/logged.ts';

/** Whether somebody else's message mentions a user: what is to be marked, and to ring. */
export const mentionsUser = (
  { from, mentions }: Pick<MessageFrame, 'from' | 'mentions'>,
  user: string | undefined,
): boolean => user !== undefined && from !== user && Array.isArray(mentions) && mentions.includes(user);
