import type { CommandHandler } from '../command-handler.ts';
import { setReaction } from './set-reaction.ts';

/** Takes a reaction back; what isn't there is no error. */
export const unreact: CommandHandler<'unreact'> = (ports, fields, request) =>
  setReaction(ports, fields, request, false);
