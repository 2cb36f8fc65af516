import type { MessageFrame } from '../../../client/index.ts';
import type { Device } from '../devices/device.ts';
import { ownMessages } from '../devices/own-messages.ts';
import { isOpenGroup } from '../made-by.ts';
import { ADMIN, type AmendType, type MessageType, type PinType, type ReactType } from '../plan/commands.ts';
import type { World } from '../world.ts';
import type { Chosen } from './chosen.ts';

/** Different each time; every third mentions a user. */
export function contentOf({ commands, users }: World): string {
  const place = commands.size + 1;
  return place % 3 === 0 ? `m${place} @${users[place % users.length]}` : `m${place}`;
}

/** What a user says. */
export function chooseMessage(
  world: World,
  { type, target }: { type: MessageType; target: number },
): Chosen & { readonly type: MessageType } {
  const names = { lobby: [''], group: world.groups, whisper: world.users }[type];
  return { type, target: names[target % names.length] ?? '', content: contentOf(world) };
}

/** Of the newest of one's own that the device knows, which several devices of a user change at once. */
const AMENDED_MOST = 4;
/** Of the newest that the device was told: few, so that several do something to one. */
const ACTED_ON_MOST = 3;
const EMOJI = ['👍', '❤️'];

/** A change of one of the messages that the device has been told of, or has said; or one to be changed the next time. */
export function chooseAmendment(
  world: World,
  device: Device,
  { type, target }: { type: AmendType; target: number },
): Chosen {
  const isOrder = type === 'delete' && device.user === ADMIN && target % 2 === 0;
  const known = ownMessages(device, world.commands.values()).slice(-AMENDED_MOST);
  const chosen = isOrder
    ? chooseOthers(world, device, target)
    : known.at(-1 - (target % Math.max(1, known.length)));
  if (!chosen) return { type: 'lobby', target: '', content: contentOf(world) };
  return {
    type,
    target: chosen.conversation,
    of: chosen.id,
    ...(type === 'edit' && { content: contentOf(world) }),
  };
}

/** What an admin takes back: of the lobby what the device was told, and of open groups what was said there, be the admin in them or not. */
function chooseOthers(
  world: World,
  device: Device,
  target: number,
): Pick<MessageFrame, 'conversation' | 'id'> | undefined {
  if (target % 4 === 0)
    return newestTold(device, target, ({ conversation, from }) => conversation === 'lobby' && from !== ADMIN);
  const said = [...world.history.log].flatMap(([channel, entries]) =>
    isOpenGroup(world, channel) ? entries.map(({ event }) => event) : [],
  );
  const newest = said.findLast((event) => event.type === 'group' && event.from !== ADMIN);
  return newest?.type === 'group' ? { conversation: `group:${newest.group}`, id: newest.id } : undefined;
}

/** A reaction to one of the messages that the device was told of, in all conversations, or has it taken back. */
export function chooseReaction(
  world: World,
  device: Device,
  { type, target }: { type: ReactType; target: number },
): Chosen {
  const frame = newestTold(device, target);
  if (!frame) return { type: 'lobby', target: '', content: contentOf(world) };
  return { type, target: frame.conversation, of: frame.id, emoji: EMOJI[target % EMOJI.length] ?? '' };
}

/** One of the messages of groups that the device was told of. Whoever keeps no order there is refused. */
export function choosePin(
  world: World,
  device: Device,
  { type, target }: { type: PinType; target: number },
): Chosen {
  const frame = newestTold(device, target, ({ conversation }) => conversation.startsWith('group:'));
  if (!frame) return { type: 'lobby', target: '', content: contentOf(world) };
  return { type, target: frame.conversation, of: frame.id };
}

/** One of the messages of others that the device was told of. */
export function chooseReported(world: World, device: Device, target: number): Chosen {
  const frame = newestTold(device, target, ({ from }) => from !== device.user);
  if (!frame) return { type: 'lobby', target: '', content: contentOf(world) };
  return { type: 'report', target: frame.conversation, of: frame.id };
}

/** One of the newest messages that a device was told of. @param place counts round, from the newest */
function newestTold(
  device: Device,
  place: number,
  isMeant: (frame: MessageFrame) => boolean = () => true,
): MessageFrame | undefined {
  const told = device.installations.at(-1)?.told ?? [];
  const messages = told.flatMap(({ frame }) => (frame.type === 'message' && isMeant(frame) ? [frame] : []));
  const newest = messages.slice(-ACTED_ON_MOST);
  return newest.at(-1 - (place % Math.max(1, newest.length)));
}

/** Of the newest that the device knows of a conversation. */
const ANSWERED_MOST = 6;

/** Two of three messages answer one of those that the device was told of there; others stay as they are. */
export function answering(device: Device, command: Chosen): Chosen {
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

export function chooseConversation({ groups, users }: World, target: number): string {
  const all = [
    'lobby',
    ...groups.map((group) => `group:${group}`),
    ...users.map((user) => `whisper:${user}`),
  ];
  return all[target % all.length] ?? 'lobby';
}
