import type { Command } from '../command.ts';
import { lastWhenTyped } from '../messages/last-when-typed.ts';
import { requireGroup } from './pins-in-front.ts';

export const pin: Command = {
  name: 'pin',
  summary: 'pins the last message in the group in front',
  arguments: [],
  async run({ client, conversation }) {
    requireGroup({ conversation });
    const { id } = await lastWhenTyped({ client, conversation });
    return client.pin(conversation, id);
  },
};
