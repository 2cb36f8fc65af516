import type { ChatClient } from '../client/index.ts';
import type { Session } from './commands/command.ts';
import { labelOf } from './conversation.ts';
import type { Display } from './display.ts';
import { timeText } from './text/time.ts';

/** Tells where one may not speak, and until when, or that one may again. */
export function tellMuted(client: ChatClient, display: Display, { now }: Pick<Session, 'now'>): void {
  client.on('muted', ({ conversation, until }) => {
    const where = labelOf(conversation);
    display.note(
      until === null
        ? `You may speak in ${where} again.`
        : `You are muted in ${where} until ${timeText(until, now())}.`,
    );
  });
}
