import type { ProfileChange } from '../../chat/ports/profiles.ts';
import type { Device } from './devices/device.ts';
import { ownMessages } from './devices/own-messages.ts';
import {
  ADMIN,
  type AmendType,
  type GivenType,
  type MessageType,
  type OrderType,
  type PinType,
  type ReactType,
} from './plan/commands.ts';
import type { Action } from './plan/plan.ts';
import type { World } from './world.ts';

/** Has an action of the plan happen now. */
export function perform(world: World, { device: place, act }: Action): void {
  const { devices, scheduler, rng } = world;
  const device = devices[place % devices.length];
  if (!device) return;
  const { network, tokens } = device;
  switch (act.kind) {
    case 'command':
      return void device.send(choose(world, device, act));
    case 'v1':
      return void sayOverV1(world, place, act);
    case 'burst':
      for (let sent = 0; sent < act.count; sent++) {
        device.send({ type: 'lobby', target: '', content: contentOf(world) });
      }
      return;
    case 'history':
      return void device.readHistory(chooseConversation(world, act.target));
    case 'read':
      return void device.markRead(act.target);
    case 'lists':
      return void device.lists.readAll(world.groups);
    case 'cut':
      return void network.cut(act);
    case 'stall':
      return void network.stall(act.milliseconds);
    case 'sleep':
      return void device.sleep(act.milliseconds);
    case 'kill':
      return void device.kill(act.milliseconds);
    case 'reload':
      return void device.reload(act.milliseconds);
    case 'reinstall':
      return void device.reinstall();
    case 'no token':
      return void tokens.fail(act.milliseconds);
    case 'server closes':
      return void scheduler.after(rng.between(0, 5), () => network.closeFromServer());
  }
}

/** What a device is to do. */
function choose(
  world: World,
  device: Device,
  { type, target }: Extract<Action['act'], { readonly kind: 'command' }>,
): Parameters<Device['send']>[0] {
  switch (type) {
    case 'edit':
    case 'delete':
      return chooseAmendment(world, device, { type, target });
    case 'react':
    case 'unreact':
      return chooseReaction(world, device, { type, target });
    case 'pin':
    case 'unpin':
      return choosePin(world, device, { type, target });
    default:
      return answering(device, chooseCommand(world, device.user, { type, target }));
  }
}

/** What is said over v1 has no `ref`: nobody says it again, and nobody learns what became of it. */
function sayOverV1(world: World, place: number, act: { type: MessageType; target: number }): void {
  const { listeners, commands, scheduler } = world;
  const listener = listeners[place % listeners.length];
  if (!listener) return;
  const { type, target, content = '' } = chooseCommand(world, listener.user, act);
  const where = type === 'group' ? { group_name: target } : type === 'whisper' ? { target } : {};
  const { user, name: device } = listener;
  const told = { outcome: 'rejected', code: 'closed', sentAt: scheduler.now() } as const;
  commands.set(content, { ref: content, user, device, type, target, content, ...told });
  listener.send({ type, ...where, content });
}

/** Different each time; every third mentions a user. */
function contentOf({ commands, users }: World): string {
  const place = commands.size + 1;
  return place % 3 === 0 ? `m${place} @${users[place % users.length]}` : `m${place}`;
}

/** Of the newest of one's own that the device knows, which several devices of a user change at once. */
const AMENDED_MOST = 4;

/** A change of one of the messages that the device has been told of, or has said; or one to be changed the next time. */
function chooseAmendment(
  world: World,
  device: Device,
  { type, target }: { type: AmendType; target: number },
): Parameters<Device['send']>[0] {
  const known = ownMessages(device, world.commands.values()).slice(-AMENDED_MOST);
  const chosen = known.at(-1 - (target % Math.max(1, known.length)));
  if (!chosen) return { type: 'lobby', target: '', content: contentOf(world) };
  return {
    type,
    target: chosen.conversation,
    of: chosen.id,
    ...(type === 'edit' && { content: contentOf(world) }),
  };
}

/** Of the newest that the device was told, in all conversations: few, so that several react to one. */
const REACTED_MOST = 3;
const EMOJI = ['👍', '❤️'];

/** A reaction to one of the messages that the device was told of, or has it taken back. */
function chooseReaction(
  world: World,
  device: Device,
  { type, target }: { type: ReactType; target: number },
): Parameters<Device['send']>[0] {
  const told = device.installations.at(-1)?.told ?? [];
  const messages = told.filter(({ frame }) => frame.type === 'message').slice(-REACTED_MOST);
  const { frame } = messages.at(-1 - (target % Math.max(1, messages.length))) ?? {};
  if (!frame) return { type: 'lobby', target: '', content: contentOf(world) };
  return { type, target: frame.conversation, of: frame.id, emoji: EMOJI[target % EMOJI.length] ?? '' };
}

/** One of the messages of groups that the device was told of. Whoever keeps no order there is refused. */
function choosePin(
  world: World,
  device: Device,
  { type, target }: { type: PinType; target: number },
): Parameters<Device['send']>[0] {
  const told = device.installations.at(-1)?.told ?? [];
  const newest = told
    .filter(({ frame }) => frame.type === 'message' && frame.conversation.startsWith('group:'))
    .slice(-REACTED_MOST);
  const { frame } = newest.at(-1 - (target % Math.max(1, newest.length))) ?? {};
  if (!frame) return { type: 'lobby', target: '', content: contentOf(world) };
  return { type, target: frame.conversation, of: frame.id };
}

/** Of the newest that the device knows of a conversation. */
const ANSWERED_MOST = 6;

/** Two of three messages answer one of those that the device was told of there; others stay as they are. */
function answering(device: Device, command: Parameters<Device['send']>[0]): Parameters<Device['send']>[0] {
  const { type, target, content } = command;
  if (content === undefined) return command;
  const place = Number(/\d+/.exec(content));
  const conversation = type === 'lobby' ? 'lobby' : `${type}:${target}`;
  const told = device.installations.at(-1)?.told ?? [];
  const there = told.filter(({ frame }) => frame.type === 'message' && frame.conversation === conversation);
  const newest = there.slice(-ANSWERED_MOST);
  const answered = newest[place % Math.max(1, newest.length)];
  return answered && place % 3 > 0 ? { ...command, replyTo: answered.frame.id } : command;
}

/** The command that is meant, or one that makes the next one like it mean something. */
function chooseCommand(
  world: World,
  user: string,
  { type, target }: { type: Exclude<GivenType, AmendType | ReactType | PinType>; target: number },
): Parameters<Device['send']>[0] {
  const { history, groups, users } = world;
  const group = groups[target % groups.length] ?? '';
  const other = users[target % users.length] ?? '';
  const isMember = history.memberships.some(
    (period) => period.user === user && period.group === group && period.endedAt === undefined,
  );
  switch (type) {
    case 'lobby':
      return { type, target: '', content: contentOf(world) };
    case 'whisper':
      return { type, target: other, content: contentOf(world) };
    case 'group':
      return isMember || target < 3
        ? { type, target: group, content: contentOf(world) }
        : { type: 'join', target: group };
    case 'join':
    case 'leave':
    case 'create': {
      // Of three groups that nobody has been in two are made by who owns them then.
      const isThere = history.memberships.some((period) => period.group === group);
      if (!isThere && target % 3 > 0) return { type: 'create', target: group };
      return { type: type !== 'create' && (isMember || target < 3) ? type : 'join', target: group };
    }
    case 'describe':
      return { type, target: group };
    case 'role':
      return {
        type,
        target: group,
        member: memberOf(world, group, target) ?? other,
        role: ROLES[target % 3] ?? 'member',
      };
    case 'kick': {
      const member = memberOf(world, group, target, user) ?? other;
      return { type, target: group, member, ban: target % 2 === 0 };
    }
    case 'profile':
      return { type, target: '', change: changeOf(world, target) };
    case 'presence':
      return { type, target: '', show: target % 2 === 0 ? 'online' : 'invisible' };
    case 'notify':
      return { type, target: chooseConversation(world, target), level: levelOf(world) };
    case 'unban':
      return user === ADMIN
        ? keepOrder(world, user, { type, target })
        : { type, target: group, member: kickedFrom(world, group) ?? other };
    case 'mute':
    case 'ban':
      return keepOrder(world, user, { type, target });
    case 'unblock':
      return { type, target: blockedBy(world, user) ?? other };
    case 'accept':
    case 'decline':
    case 'unfriend':
      return { type, target: metBy(world, user) ?? other };
    case 'add':
    case 'block':
      return {
        type,
        target: other === user && target > 1 ? (users.find((name) => name !== user) ?? user) : other,
      };
  }
}

const LEVELS = ['none', 'mentions', 'all'] as const;

/** Another than the one before. */
const levelOf = ({ commands }: World) => LEVELS[commands.size % LEVELS.length] ?? 'all';
const ROLES = ['owner', 'moderator', 'member'] as const;

/** One of those who are in a group. @param except who isn't meant */
function memberOf({ history }: World, group: string, target: number, except?: string): string | undefined {
  const members = history.memberships.filter(
    (period) => period.group === group && period.endedAt === undefined && period.user !== except,
  );
  return members[target % Math.max(1, members.length)]?.user;
}

/** Who was banned last, as far as it was asked for. */
const kickedFrom = ({ commands }: World, group: string) =>
  [...commands.values()].findLast(({ type, target, ban }) => type === 'kick' && target === group && ban)
    ?.member;

/** By the one who may, of another; somebody else says something instead. */
function keepOrder(
  world: World,
  user: string,
  { type, target }: { type: OrderType; target: number },
): Parameters<Device['send']>[0] {
  const others = world.users.filter((name) => name !== ADMIN);
  const other = others[target % others.length];
  if (user !== ADMIN || other === undefined) return { type: 'lobby', target: '', content: contentOf(world) };
  // Over before all must be well again, be it that the command comes late.
  return { type, target: other, ...(type !== 'unban' && { seconds: 20 + 10 * target }) };
}

const FIELDS = ['display_name', 'about', 'avatar_url'] as const;

/** Of one field or two, which several devices of a user change at once. */
function changeOf({ commands }: World, target: number): ProfileChange {
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

const blockedBy = ({ history }: World, user: string) =>
  history.blocks.findLast(({ blocker, until }) => blocker === user && until === undefined)?.blocked;

/** With whom a user has something to do: who asked last to be friends, or is one. */
function metBy({ history }: World, user: string): string | undefined {
  const events = [...history.log.values()].flat().map(({ event }) => event);
  const last = events.findLast(
    (event) =>
      (event.type === 'friend_request' && event.to === user) ||
      (event.type === 'friends' && [event.from, event.to].includes(user)),
  );
  if (!last || !('to' in last)) return undefined;
  return last.from === user ? last.to : last.from;
}

function chooseConversation({ groups, users }: World, target: number): string {
  const all = [
    'lobby',
    ...groups.map((group) => `group:${group}`),
    ...users.map((user) => `whisper:${user}`),
  ];
  return all[target % all.length] ?? 'lobby';
}
