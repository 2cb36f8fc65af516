import { groupIn, type LoggedFrame } from '../../../client/index.ts';
import type { Sentence } from '../../naming/sentence.ts';

/** Why one is in a group no more, where another has ended that; undefined of any other event. @param user who looks at it */
export function endSentence(event: LoggedFrame, user: string | undefined): Sentence | undefined {
  const group = groupIn(event.conversation);
  if (!('by' in event) || event.by === undefined || event.by === user) return undefined;
  if (event.type === 'disbanded') return [{ name: event.by }, ` disbanded ${group}.`];
  if (event.type !== 'left' || event.user !== user) return undefined;
  return [{ name: event.by }, ` removed you from ${group}${event.banned ? ', and keeps you out' : ''}.`];
}

/** Whether one may try to join a group again, by the last that one has heard of it. @param user who looks at it */
export function hasWayBack(last: LoggedFrame, user: string | undefined): boolean {
  if (last.type === 'disbanded') return false;
  return !(last.type === 'left' && last.user === user && last.banned === true);
}
