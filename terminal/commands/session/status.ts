import { labelOf } from '../../conversation.ts';
import { connectionFailureText } from '../../sentences/connection-failures.ts';
import type { Command } from '../command.ts';

export const status: Command = {
  name: 'status',
  summary: 'says how things are: who you are, the connection, what waits to be sent',
  arguments: [],
  run({ client, conversation, display, url }) {
    const { user, state, lastFailure, pending, groupNames } = client;
    display.answer(
      `You are ${user ?? 'not signed in yet'}; plain text goes to ${labelOf(conversation)}.`,
      `Connection: ${state}, to ${url}${lastFailure ? `. ${connectionFailureText(lastFailure, url)}` : ''}`,
      `Waiting to be sent: ${pending.length}. Groups: ${groupNames.map((name) => `#${name}`).join(', ') || 'none'}.`,
    );
  },
};
