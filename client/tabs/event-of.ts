import type { Authenticated } from '../../protocol/frames/answers.ts';
import type { MessageFrame } from '../../protocol/frames/logged.ts';
import type { ReadFrame } from '../../protocol/frames/passing.ts';
import type { JsonObject } from '../../protocol/json.ts';
import { isMessageCommand } from '../wire/message-command.ts';
import { ownMessage } from '../wire/own-message.ts';

/** As the SDK sends it. */
export type Command = JsonObject & { readonly type: string };

/** What the server tells a user's connections of a command, and not the one that sent it, which has its `ack`. */
export function eventOf(
  command: Command,
  { ref, id }: { readonly ref: string; readonly id?: string },
  { user }: Authenticated,
): ReadFrame | MessageFrame | undefined {
  if (command.type === 'read') {
    return { type: 'read', conversation: String(command.conversation), user, upto: String(command.upto) };
  }
  if (command.echo !== false || id === undefined) return undefined;
  return isMessageCommand(command) ? ownMessage(command, { ref, id, user }) : undefined;
}
