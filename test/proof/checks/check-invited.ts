import { readEventTime } from '../../../protocol/events/event-id.ts';
import type { World } from '../world.ts';
import { type Report, show } from './violations.ts';

/** Who came into a private group has made it, or was asked into it before they were a member. */
export function checkInvited({ history, commands }: World, report: Report): void {
  const events = [...history.log.values()].flat().map(({ event }) => event);
  for (const period of history.memberships) {
    const { user, group, groupId, writtenAt } = period;
    // The group's id is that of the command that made it.
    const made = commands.get(history.refOf.get(groupId)?.ref ?? '');
    if (!made?.isPrivate || made.user === user) continue;
    const isInvited = events.some(
      (event) =>
        event.type === 'invited' &&
        event.to === user &&
        event.group === group &&
        event.id > groupId &&
        readEventTime(event.id) < writtenAt,
    );
    if (!isInvited) report('came uninvited', show(period));
  }
}
