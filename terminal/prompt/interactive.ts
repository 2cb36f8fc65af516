import { type ChatClient, isMessageCommand, isWanted } from '../../client/index.ts';
import { complete } from '../commands/complete.ts';
import { runLine } from '../commands/run-line.ts';
import { COMMANDS } from '../commands/table.ts';
import { createDisplay } from '../display.ts';
import { type EndingSignal, EXIT, exitCodeOf } from '../exit-codes.ts';
import { unsentTexts } from '../sentences/unsent.ts';
import { createSession } from '../session.ts';
import { tellConnection } from '../tell-connection.ts';
import { tellFailures } from '../tell-failures.ts';
import { tellMuted } from '../tell-muted.ts';
import { tellReactions } from '../tell-reactions.ts';
import { createStyle } from '../text/style.ts';
import { greet } from './greet.ts';
import { createPrompt } from './prompt.ts';
import { followPromptLabel } from './prompt-label.ts';
import { waitUntilSent } from './wait-until-sent.ts';

export interface InteractivePorts {
  /** Makes a client that isn't connected yet. @param tell is told in sentences what its events don't tell */
  readonly makeClient: (tell: (why: string) => void) => ChatClient;
  readonly url: string;
  /** The conversation to begin with. */
  readonly conversation: string;
  readonly isColoured: boolean;
  readonly rings: boolean;
  readonly input: NodeJS.ReadableStream;
  readonly output: NodeJS.WritableStream & { readonly columns?: number };
  /** Tells of a signal that ends the program. */
  onSignal(listener: (signal: EndingSignal) => void): void;
  /** Epoch milliseconds */
  now(): number;
}

const BELL = '\u0007';
/** Of a terminal that doesn't know its width: it says 0. */
const USUAL_COLUMNS = 80;
/** For what is still on its way when somebody leaves; without a connection there may be one in a moment, or not. */
const LEAVE_WITHIN_MS = 3_000;
const LEAVE_OFFLINE_WITHIN_MS = 1_000;

/**
 * Chats at a prompt until somebody leaves.
 * @returns the exit code
 */
export function chatAtPrompt(ports: InteractivePorts): Promise<number> {
  return new Promise((resolve) => {
    const { url, output, now } = ports;
    const client = ports.makeClient((why) => display.fault(why));
    const style = createStyle(ports.isColoured);
    /** Whether a line is being done that has just been entered. */
    let isEntering = false;
    let isLeaving = false;
    let isWarned = false;

    const prompt = createPrompt({
      input: ports.input,
      output,
      complete: (line) => complete(line, session),
      onLine: enter,
      onInterrupt: interrupt,
      onEnd: () => void leave(),
    });
    const display = createDisplay({
      style,
      isJson: false,
      print: prompt.print,
      viewer: () => ({
        user: client.user,
        conversation: session.conversation,
        takesCommands: true,
        now: now(),
        columns: output.columns || USUAL_COLUMNS,
      }),
    });
    const session = createSession({
      client,
      url,
      now,
      display,
      commands: COMMANDS,
      conversation: ports.conversation,
      onSwitch: () => label.update(),
      quit: () => void leave(),
    });
    const label = followPromptLabel(session, style, prompt.show);
    const tell = tellFailures(client, display, true);

    function enter(line: string): void {
      isWarned = false;
      isEntering = true;
      void runLine(line, session).catch(tell);
      isEntering = false;
    }

    client.on('pending', (pending) => {
      const entered = pending.at(-1);
      if (!isEntering || !entered) return;
      isEntering = false;
      if (client.state !== 'live') {
        display.note('There is no connection: this is sent as soon as there is one.');
        // A message that was just entered comes back as an event: until then it is in nobody's way.
      } else if (isMessageCommand(entered.command)) prompt.erase();
    });
    client.on('event', (event) => {
      session.history.shown(event);
      display.event(event);
      if (!ports.rings || event.type !== 'message' || event.from === client.user || !event.isLive) return;
      if (isWanted(client, event)) output.write(BELL);
    });
    tellReactions(client, display, session);
    tellMuted(client, display, session);
    client.on('gap', ({ key }) => {
      display.note(`Messages are missing here after the time away (${key}): /history shows them.`);
    });
    client.on('relation', ({ user }) => {
      display.note(`How you and ${user} stand to each other has changed: /friends and /requests tell.`);
    });

    function interrupt(): void {
      if (isLeaving || (isWarned && prompt.line === '')) return void leave();
      isWarned = prompt.line === '';
      if (isWarned) display.note('Ctrl-C again leaves, and so does Ctrl-D.');
      else prompt.clear();
    }

    async function leave(code: number = EXIT.done): Promise<void> {
      if (isLeaving) return end(code);
      isLeaving = true;
      if (client.pending.length > 0) display.note('A moment, for what is still to be sent…');
      const isLive = client.state === 'live';
      const unsent = await waitUntilSent(client, isLive ? LEAVE_WITHIN_MS : LEAVE_OFFLINE_WITHIN_MS);
      unsentTexts(unsent).forEach(display.fault);
      end(code === EXIT.done && unsent.length > 0 ? EXIT.failed : code);
    }

    function end(code: number): void {
      label.stop();
      client.close();
      prompt.close();
      resolve(code);
    }

    ports.onSignal((signal) => void leave(exitCodeOf(signal)));
    display.note(`${url}: /help lists the commands, Ctrl-D leaves.`);
    tellConnection(client, display, { url, isQuiet: false, afterRefusal: '/connect tries again.' });
    greet(session);
    client.connect();
  });
}
