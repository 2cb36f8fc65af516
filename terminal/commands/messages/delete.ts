import type { Command } from '../command.ts';
import { changeOwnLast } from './change-own-last.ts';

export const deleteLast: Command = {
  name: 'delete',
  summary: 'takes back your last message in the conversation in front',
  arguments: [],
  run: (session) => changeOwnLast(session, ({ conversation, id }) => session.client.delete(conversation, id)),
};
