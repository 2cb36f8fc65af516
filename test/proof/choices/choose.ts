import type { Device } from '../devices/device.ts';
import { ADMIN } from '../plan/commands.ts';
import type { Act } from '../plan/plan.ts';
import type { World } from '../world.ts';
import type { Chosen } from './chosen.ts';
import { chooseInGroup, chooseUnban, isIn } from './groups.ts';
import {
  answering,
  chooseAmendment,
  chooseConversation,
  chooseMessage,
  choosePin,
  chooseReaction,
  chooseReported,
} from './messages.ts';
import { eraseOneself, keepOrder, resolveReport } from './order.ts';
import { blockedBy, changeOf, metBy } from './people.ts';

const LEVELS = ['none', 'mentions', 'all'] as const;

/** What a device is to do: what is meant, or what makes the next command like it mean something. */
export function choose(
  world: World,
  device: Device,
  { type, target }: Extract<Act, { readonly kind: 'command' }>,
): Chosen {
  const { users, commands } = world;
  const { user } = device;
  const other = users[target % users.length] ?? '';
  switch (type) {
    case 'group':
      if (target > 2 && !isIn(world, user, target))
        return chooseInGroup(world, user, { type: 'join', target });
      return answering(device, chooseMessage(world, { type, target }));
    case 'lobby':
    case 'whisper':
      return answering(device, chooseMessage(world, { type, target }));
    case 'edit':
    case 'delete':
      return chooseAmendment(world, device, { type, target });
    case 'react':
    case 'unreact':
      return chooseReaction(world, device, { type, target });
    case 'report':
      return chooseReported(world, device, target);
    case 'resolve_report':
      return resolveReport(world, user);
    case 'pin':
    case 'unpin':
      return choosePin(world, device, { type, target });
    case 'join':
    case 'leave':
    case 'create':
    case 'describe':
    case 'role':
    case 'invite':
    case 'decline_invite':
    case 'kick':
    case 'disband':
      return chooseInGroup(world, user, { type, target });
    case 'unban':
      return user === ADMIN && target % 2 === 0
        ? keepOrder(world, user, { type, target })
        : chooseUnban(world, target);
    case 'mute':
    case 'ban':
      return keepOrder(world, user, { type, target });
    case 'erase':
      return eraseOneself(world, user);
    case 'profile':
      return { type, target: '', change: changeOf(world, target) };
    case 'presence':
      return { type, target: '', show: target % 2 === 0 ? 'online' : 'invisible' };
    case 'notify':
      // Another than the one before.
      return {
        type,
        target: chooseConversation(world, target),
        level: LEVELS[commands.size % LEVELS.length] ?? 'all',
      };
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
