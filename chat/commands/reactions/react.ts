import type { CommandHandler } from '../command-handler.ts';
import { setReaction } from './set-reaction.ts';

/** Says something to a message by one emoji; several are several reactions. */
export const react: CommandHandler<'react'> = (ports, fields, request) =>
  setReaction(ports, fields, request, true);
