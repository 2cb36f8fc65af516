import type { Server } from 'node:http';

export function createDynalite(directory?: string): {
  readonly server: Server;
  readonly countOpenIterators: () => number;
};
