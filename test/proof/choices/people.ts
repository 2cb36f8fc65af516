import type { ProfileChange } from '../../../chat/ports/people/profiles.ts';
import type { World } from '../world.ts';

const FIELDS = ['display_name', 'about', 'avatar_url'] as const;

/** Of one field or two, which several devices of a user change at once. */
export function changeOf({ commands }: World, target: number): ProfileChange {
  const said = commands.size + 1;
  const texts = {
    display_name: `Shown ${said}`,
    about: `I am ${said}`,
    avatar_url: `https://pictures.example/${said}`,
  };
  const chosen = [target, ...(target > 7 ? [target + 1] : [])].map((place) => FIELDS[place % FIELDS.length]);
  const isCleared = target % 5 === 4;
  return Object.fromEntries(
    chosen.flatMap((field) => (field ? [[field, isCleared ? null : texts[field]]] : [])),
  );
}

/** Whom a user blocked last. */
export const blockedBy = ({ history }: World, user: string): string | undefined =>
  history.blocks.findLast(({ blocker, until }) => blocker === user && until === undefined)?.blocked;

/** With whom a user has something to do: who asked last to be friends, or is one. */
export function metBy({ history }: World, user: string): string | undefined {
  const events = [...history.log.values()].flat().map(({ event }) => event);
  const last = events.findLast(
    (event) =>
      (event.type === 'friend_request' && event.to === user) ||
      (event.type === 'friends' && [event.from, event.to].includes(user)),
  );
  if (!last || !('to' in last)) return undefined;
  return last.from === user ? last.to : last.from;
}
