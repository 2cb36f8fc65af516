import { isChange } from '../../../protocol/events/changes.ts';
import { idBehind, idOfTime } from '../../../protocol/events/event-id.ts';
import type { ChatEvent } from '../../../protocol/events/events.ts';
import type { Erased } from '../model/erasures.ts';
import type { RunHistory } from '../model/history.ts';
import { type CommandRecord, type GivenType, OWN_CODES } from '../plan/commands.ts';
import type { World } from '../world.ts';
import { nameFor } from './frames.ts';
import { type Report, show } from './violations.ts';

/** What a command becomes in the log; undefined: nothing, or one of two different things. */
const EVENT_OF: Readonly<Record<GivenType, ChatEvent['type'] | undefined>> = {
  lobby: 'lobby',
  group: 'group',
  whisper: 'whisper',
  join: 'joined',
  leave: 'left',
  add: undefined,
  accept: undefined,
  decline: undefined,
  block: 'blocked',
  unblock: 'unblocked',
  unfriend: 'unfriended',
  edit: 'edited',
  delete: 'deleted',
  react: undefined,
  unreact: undefined,
  profile: undefined,
  presence: undefined,
  mute: undefined,
  ban: undefined,
  unban: undefined,
  notify: undefined,
  create: 'joined',
  role: 'role_changed',
  describe: 'described',
  kick: 'left',
  invite: 'invited',
  decline_invite: undefined,
  disband: 'disbanded',
  erase: undefined,
  report: undefined,
  resolve_report: undefined,
  pin: 'pinned',
  unpin: 'unpinned',
};

/** Each acknowledged command is in the log once, each logged event is of one command, and no command is in it twice. */
export function checkCommands({ history, commands }: World, report: Report): void {
  const logged = [...history.log.values()].flat().map(({ event }) => event);
  const eventsOf = new Map<string, ChatEvent[]>();
  for (const event of logged) {
    // What was said over v1 goes by its content.
    const [said] = history.versions.get(event.id) ?? [];
    const ref = history.refOf.get(event.id)?.ref ?? said?.event.content ?? '';
    const command = commands.get(ref);
    if (!command && (isTakenBack(event, logged) || isOfErasure(history, event))) continue;
    if (!command) report('of nothing', `${show(event)} stems from no command`);
    else if (!agree(command, said?.event ?? event))
      report('of another', `${show(event)} stems from ${show(command)}`);
    eventsOf.set(ref, [...(eventsOf.get(ref) ?? []), event]);
  }
  for (const { before, after } of history.replaced) {
    report('replaced', `${show(before)} was replaced by ${show(after)}`);
  }
  for (const command of commands.values()) {
    const events = eventsOf.get(command.ref) ?? [];
    if (events.length > 1)
      report('logged twice', `${show(command)} became ${events.map(show).join(' and ')}`);
    if (command.outcome === 'acked') checkAcknowledged(command, events, report);
    const isRefused = command.outcome === 'rejected' && !OWN_CODES.includes(command.code ?? '');
    if (isRefused && events.length > 0) {
      const kind = command.content === undefined ? 'refused but done' : 'refused but sent';
      report(kind, `${show(command)} became ${events.map(show).join(' and ')}`);
    }
  }
  for (const { blocker, blocked, id, since, removedAt = Number.POSITIVE_INFINITY } of history.blocks) {
    const command = commands.get(history.refOf.get(id)?.ref ?? '');
    const { outcome, settledAt = 0 } = command ?? {};
    const isLate = outcome === 'acked' && since > idOfTime(settledAt) && removedAt > settledAt;
    if (isLate) report('late block', `${blocker} blocks ${blocked} only from ${since}: ${show(command)}`);
  }
}

function checkAcknowledged(command: CommandRecord, events: readonly ChatEvent[], report: Report): void {
  const [event] = events;
  if (EVENT_OF[command.type] === undefined) return;
  // Who wasn't in the group is only banned.
  if (command.ban && command.id === undefined && !event) return;
  if (!event) report('acknowledged but lost', `${show(command)} is not in the log`);
  else if (event.id !== command.id) report('another id', `${show(command)} became ${show(event)}`);
}

/** Whether an event ends a membership that began while its user was being banned: right behind that, by no command's id. */
const isTakenBack = (event: ChatEvent, logged: readonly ChatEvent[]) =>
  event.type === 'left' &&
  event.banned === true &&
  logged.some((joined) => joined.type === 'joined' && idBehind(joined.id) === event.id);

/** Whether an event tells that somebody who is erased has left a group, or what becomes of it without them: no command says so. */
const isOfErasure = ({ erasures }: RunHistory, event: ChatEvent) =>
  (event.type === 'left' && isBehind(erasures.get(event.user), event)) ||
  ((event.type === 'role_changed' || event.type === 'disbanded') && isBehind(erasures.get(event.by), event));

const isBehind = (erasure: Erased | undefined, { id }: ChatEvent) => erasure !== undefined && id > erasure.id;

function agree(
  { type, user, target, of, content, replyTo, member }: CommandRecord,
  event: ChatEvent,
): boolean {
  const expected = EVENT_OF[type];
  if (expected !== undefined && expected !== event.type) return false;
  if ('of' in event && event.of !== of) return false;
  if (isChange(event)) return (event.by ?? event.from) === user && nameFor(event, user) === target;
  if (event.type === 'invited') return event.from === user && event.to === member && event.group === target;
  if (event.type === 'pinned' || event.type === 'unpinned')
    return event.by === user && nameFor(event, user) === target;
  if (content !== undefined && (!('content' in event) || event.content !== content)) return false;
  if ('content' in event && event.replyTo !== replyTo) return false;
  if ('group' in event && event.group !== target) return false;
  if (member !== undefined && 'user' in event && event.user !== member) return false;
  if ('by' in event) return event.by === user;
  if ('user' in event) return event.user === user;
  // Of a friendship the first is who had asked.
  if (event.type === 'friends') return [event.from, event.to].sort().join() === [user, target].sort().join();
  return event.from === user && (!('to' in event) || event.to === target);
}
