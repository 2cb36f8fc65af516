import { conversationList } from '../../../client/index.ts';
import { labelOf } from '../../conversation.ts';
import type { Command } from '../command.ts';
import { allOf } from '../list.ts';

export const unread: Command = {
  name: 'unread',
  aliases: ['conversations'],
  summary: 'lists your conversations, with what is unread',
  arguments: [],
  isQuestion: true,
  async run({ client, display, names }) {
    const list = conversationList(client);
    // Where it isn't loaded yet, or couldn't be.
    const all = list.isLoaded ? list.items : await allOf(client.conversations);
    const items = all.filter(({ last }) => last !== null);
    if (items.length === 0) return display.answer('There is no conversation yet.');
    for (const { conversation, unread: count, mentions, last, level } of items) {
      const unread = `${countText(count)} unread${mentions > 0 ? `, ${countText(mentions)} with your name` : ''}`;
      const label = `${labelOf(conversation)}${level === undefined ? '' : ` (${LEVELS[level]})`}`;
      display.answer(`${label}: ${count === 0 ? 'nothing new' : unread}`);
      if (count > 0 && last) display.event(last);
      if (last?.type === 'message') names.addUser(last.from);
    }
  },
};

/** Of what one wants to be told. */
const LEVELS = { none: 'muted', mentions: 'mentions only' } as const;

/** The server counts up to a hundred. */
const countText = (count: number) => (count >= 100 ? '100 or more' : String(count));
