import { choose } from './choices/choose.ts';
import { whoKeepsOrder } from './choices/groups.ts';
import { chooseConversation, chooseMessage, contentOf } from './choices/messages.ts';
import type { Device } from './devices/device.ts';
import type { MessageType } from './plan/commands.ts';
import type { Act, Action } from './plan/plan.ts';
import type { World } from './world.ts';

/** Has an action of the plan happen now. */
export function perform(world: World, { device: place, act }: Action): void {
  const { devices, scheduler, rng } = world;
  const device = devices[place % devices.length];
  if (!device) return;
  const { network, tokens } = device;
  switch (act.kind) {
    case 'command':
      return void give(world, device, act);
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

/** Who keeps order is mostly somebody who may, where there is somebody: of users by chance nearly all are refused. */
function give(world: World, device: Device, act: Extract<Act, { readonly kind: 'command' }>): void {
  const giver = whoKeepsOrder(world, device, act);
  giver.send(choose(world, giver, act));
}

/** What is said over v1 has no `ref`: nobody says it again, and nobody learns what became of it. */
function sayOverV1(world: World, place: number, act: { type: MessageType; target: number }): void {
  const { listeners, commands, scheduler } = world;
  const listener = listeners[place % listeners.length];
  if (!listener) return;
  const { type, target, content = '' } = chooseMessage(world, act);
  const where = type === 'group' ? { group_name: target } : type === 'whisper' ? { target } : {};
  const { user, name: device } = listener;
  const told = { outcome: 'rejected', code: 'closed', sentAt: scheduler.now() } as const;
  commands.set(content, { ref: content, user, device, type, target, content, ...told });
  listener.send({ type, ...where, content });
}
