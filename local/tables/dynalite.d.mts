import type { Server } from 'node:http';

export declare function createDynalite(directory?: string): {
  readonly server: Server;
  readonly countOpenIterators: () => number;
};
