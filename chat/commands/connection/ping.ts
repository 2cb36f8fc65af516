import type { CommandHandler } from '../command-handler.ts';

/** Is anybody there? */
export const ping: CommandHandler<'ping'> = async ({ clock }) => ({
  answer: { type: 'pong', ts: new Date(clock.now()).toISOString() },
});
