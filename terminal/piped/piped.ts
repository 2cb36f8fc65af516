import type { Writable } from 'node:stream';
import type { ChatClient } from '../../client/index.ts';
import { say } from '../../client/index.ts';
import type { Options } from '../command-line.ts';
import { parseLine } from '../commands/parse-line.ts';
import { runLine } from '../commands/run-line.ts';
import { COMMANDS } from '../commands/table.ts';
import { createDisplay } from '../display.ts';
import { type EndingSignal, EXIT, exitCodeOf } from '../exit-codes.ts';
import { shorten } from '../sentences/request-errors.ts';
import { unsentTexts } from '../sentences/unsent.ts';
import { createSession } from '../session.ts';
import { tellConnection } from '../tell-connection.ts';
import { tellFailures } from '../tell-failures.ts';
import { createStyle } from '../text/style.ts';
import { followOwnEvents } from './own-events.ts';
import { readLines } from './read-lines.ts';
import { watchConnection } from './watch-connection.ts';

export interface PipedPorts {
  /** Makes a client that isn't connected yet. @param tell is told in sentences what its events don't tell */
  readonly makeClient: (tell: (why: string) => void) => ChatClient;
  readonly options: Options;
  readonly input: AsyncIterable<Uint8Array | string>;
  /** For messages, and what commands answer. */
  readonly output: Writable & { readonly columns?: number };
  /** For what happens to this program. */
  readonly errors: Writable & { readonly isTTY?: boolean; readonly columns?: number };
  /** Tells of a signal that ends the program. */
  onSignal(listener: (signal: EndingSignal) => void): void;
  /** Epoch milliseconds */
  now(): number;
}

/** For a message that is stored to come back. */
const ARRIVE_WITHIN_MS = 2_000;

/**
 * Sends each line, the next when the one before is acknowledged, and prints what it has become; with `listens`, whatever
 * is said.
 * @returns the exit code
 */
export function chatPiped(ports: PipedPorts): Promise<number> {
  return new Promise((resolve) => {
    const { options, output, errors, now } = ports;
    const { url, listens, timeoutMs } = options;
    let failures = 0;
    let isOver = false;
    /** The line of a command that isn't done. */
    let commandInHand: string | undefined;
    const client = ports.makeClient((why) => display.fault(why));

    const display = createDisplay({
      style: createStyle(options.isColoured),
      aboutStyle: createStyle(options.isColoured && errors.isTTY === true),
      isJson: options.isJson,
      print: (rows, channel) => void (channel === 'out' ? output : errors).write(`${rows}\n`),
      viewer: (channel) => ({
        user: client.user,
        conversation: undefined,
        takesCommands: options.runsCommands,
        now: now(),
        // 0 of a terminal that doesn't know.
        columns: (channel === 'out' ? output : errors).columns || undefined,
      }),
    });
    const session = createSession({
      client,
      url,
      now,
      display,
      commands: COMMANDS,
      conversation: options.conversation,
      onSwitch: () => {},
      quit() {
        commandInHand = undefined;
        end(codeOfWork());
      },
    });
    tellConnection(client, display, { url, isQuiet: !listens, afterRefusal: '' });
    const own = followOwnEvents(client);
    const tell = tellFailures(client, display, options.runsCommands);
    client.on('event', (event) => {
      const isOwn = own.take(event);
      if (isOwn || listens) display.event(event);
    });
    const codeOfWork = () => (failures > 0 ? EXIT.failed : EXIT.done);

    function end(code: number): void {
      if (isOver) return;
      isOver = true;
      stopWatching();
      // Whoever has enough of it wants no more words.
      if (code !== EXIT.readerGone) leftTexts().forEach(display.fault);
      client.close();
      resolve(code);
    }

    function leftTexts(): readonly string[] {
      const unsent = unsentTexts(client.pending);
      return unsent.length === 0 && commandInHand !== undefined
        ? [`Not done: ${shorten(commandInHand)}`]
        : unsent;
    }

    async function send(line: string): Promise<void> {
      if (!options.runsCommands) {
        await say(client, options.conversation, line);
        return;
      }
      if (parseLine(line).kind === 'command') {
        commandInHand = line;
        // Who one is and which groups one is in is known then, and what `/status` says is of use.
        await connected;
      }
      await runLine(line, session).finally(() => {
        commandInHand = undefined;
      });
    }

    async function sendAll(): Promise<void> {
      for await (const line of readLines(ports.input)) {
        if (isOver) return;
        // There is nothing to be said by it.
        if (line === '') continue;
        try {
          await send(line);
        } catch (error) {
          if (isOver) return;
          failures++;
          tell(error);
        }
      }
      // Where there was nothing to send, or it failed before it was: that there is a chat, and this user, is shown all the same.
      await connected;
      await own.arrived(ARRIVE_WITHIN_MS);
      if (!listens) end(codeOfWork());
    }

    const stopWatching = watchConnection(client, { timeoutMs, isPatient: listens }, () =>
      end(EXIT.noConnection),
    );
    // A listener is ended by a signal as it is meant to be.
    ports.onSignal((signal) => end(listens ? codeOfWork() : exitCodeOf(signal)));
    // Whoever read this has enough, as `head` has: no reason to complain.
    output.on('error', () => end(EXIT.readerGone));
    errors.on('error', () => {});
    const connected = client.ready();
    // Where there is none, that is told by its own events, and ends the run.
    connected.catch(() => undefined);
    client.connect();
    sendAll().catch((error) => {
      // Ended meanwhile, as when the server has refused.
      if (isOver) return;
      display.fault(`The input can't be read: ${error}`);
      end(EXIT.failed);
    });
  });
}
