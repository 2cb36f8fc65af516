import { ChatError } from '../../protocol/errors.ts';
import { parseJson } from '../../protocol/json.ts';
import { parseCommandType, parseFields } from '../../protocol/parse.ts';

/** Both halves of reading a frame, as the chat does them one after the other. */
export function readCommand(text: string): unknown {
  const { type, body } = parseCommandType(parseJson(text));
  return parseFields(type, body, 'v1');
}

/** Why a frame is refused, as `code: text`; anything but a ChatError is thrown on. */
export function refusalOf(text: string): string {
  try {
    return `accepted: ${JSON.stringify(readCommand(text))}`;
  } catch (error) {
    if (error instanceof ChatError) return `${error.code}: ${error.message}`;
    throw error;
  }
}

/** The same for a frame that is JSON. */
export const refusalOfObject = (frame: object) => refusalOf(JSON.stringify(frame));
