import type { Device } from '../devices/device.ts';

/** A command that a device is to give. */
export type Chosen = Parameters<Device['send']>[0];
