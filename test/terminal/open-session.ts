import { createChatClient } from '../../client/index.ts';
import { runLine } from '../../terminal/commands/run-line.ts';
import { COMMANDS } from '../../terminal/commands/table.ts';
import { createDisplay } from '../../terminal/display.ts';
import { createSession } from '../../terminal/session.ts';
import { createStyle } from '../../terminal/text/style.ts';
import type { TestChat } from '../../testing/test-chat.ts';

let clients: { close(): void }[] = [];

/** Closes all that were opened: behind each test. */
export function closeSessions(): void {
  for (const client of clients) client.close();
  clients = [];
}

/** A user's session, with what it has printed. */
export async function openSession(chat: TestChat, user: string) {
  const client = createChatClient(chat.optionsFor(user));
  clients.push(client);
  const printed: string[] = [];
  const display = createDisplay({
    style: createStyle(false),
    isJson: false,
    print: (rows) => printed.push(rows.replaceAll(/\d\d:\d\d/g, 'HH:MM')),
    viewer: () => ({
      user,
      conversation: session.conversation,
      takesCommands: true,
      now: Date.now(),
      columns: undefined,
    }),
  });
  const session = createSession({
    client,
    url: 'wss://chat.example/',
    commands: COMMANDS,
    conversation: 'lobby',
    display,
    onSwitch: () => {},
    quit: () => printed.push('(left)'),
    now: Date.now,
  });
  client.on('event', (event) => event.isLive && session.history.shown(event));
  client.connect();
  await client.ready();
  return {
    client,
    session,
    /** What a line prints. */
    async run(line: string): Promise<string[]> {
      printed.length = 0;
      await runLine(line, session);
      return [...printed];
    },
  };
}
