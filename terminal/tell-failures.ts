import { type ChatClient, ChatRequestError } from '../client/index.ts';
import { CommandFault } from './commands/command.ts';
import type { Display } from './display.ts';
import { failedText, requestErrorText } from './sentences/request-errors.ts';

/**
 * Tells what comes to nothing, in sentences.
 * @param takesCommands whether lines that begin with a slash are commands here
 * @returns tells what running a line has thrown, unless it was told as a command that failed
 */
export function tellFailures(
  client: ChatClient,
  display: Display,
  takesCommands: boolean,
): (error: unknown) => void {
  const told = new WeakSet<ChatRequestError>();
  client.on('failed', ({ command, error }) => {
    told.add(error);
    // Who leaves is told of what is unsent by other words.
    if (error.code !== 'closed') display.fault(failedText(command, error, takesCommands));
  });
  return (error) => {
    if (error instanceof CommandFault) display.fault(error.message);
    else if (!(error instanceof ChatRequestError)) display.fault(String(error));
    else if (!told.has(error) && error.code !== 'closed')
      display.fault(sentence(requestErrorText(error, undefined, takesCommands)));
  };
}

const sentence = (text: string) => `${text.charAt(0).toUpperCase()}${text.slice(1)}.`;
