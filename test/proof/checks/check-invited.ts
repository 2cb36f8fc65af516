import type { World } from '../world.ts';
import { type Report, show } from './violations.ts';

/** Who came into a private group has made it, or was asked into it before. */
export function checkInvited({ history, commands }: World, report: Report): void {
  const events = [...history.log.values()].flat().map(({ event }) => event);
  const commandOf = (id: string) => commands.get(history.refOf.get(id)?.ref ?? '');
  for (const period of history.memberships) {
    const { user, group, groupId, from } = period;
    // The group's id is that of the command that made it.
    if (!commandOf(groupId)?.isPrivate || commandOf(from)?.type === 'create') continue;
    const isInvited = events.some(
      (event) =>
        event.type === 'invited' &&
        event.to === user &&
        event.group === group &&
        event.id > groupId &&
        event.id < from,
    );
    if (!isInvited) report('came uninvited', show(period));
  }
}
