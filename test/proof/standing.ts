import type { Device } from './devices/device.ts';
import type { World } from './world.ts';

/** Who is still there in the end: all who weren't erased. */
export const standingUsers = ({ history, users }: World): readonly string[] =>
  users.filter((user) => !history.erasures.has(user));

/** Their devices. */
export const standingDevices = ({ history, devices }: World): readonly Device[] =>
  devices.filter(({ user }) => !history.erasures.has(user));
