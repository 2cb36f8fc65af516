import { internal } from '../protocol/errors.ts';
import { WRITE_WITHIN_MS } from '../protocol/limits.ts';
import type { Connection, SignedIn } from './ports/connections.ts';
import type { ChatPorts } from './ports.ts';

/** A text frame as the gateway received it. Times are epoch milliseconds. */
export interface ReceivedFrame {
  readonly text: string;
  readonly receivedAt: number;
  /** The id of the event that this frame may become. */
  readonly id: string;
  readonly connection: Connection;
}

/** Who sent a command, over which connection, and the id of what becomes of it. */
export interface CommandRequest {
  readonly user: string;
  readonly id: string;
  readonly receivedAt: number;
  readonly connection: Connection & { readonly signedIn: SignedIn };
}

/**
 * Called right before a command's first write: what is stored much later than its id would appear in the past of
 * those who have already read up to there.
 * @throws ChatError `internal`: nothing happened, and it may be tried again
 */
export function refuseIfLate(
  { clock }: Pick<ChatPorts, 'clock'>,
  { receivedAt }: Pick<CommandRequest, 'receivedAt'>,
): void {
  if (clock.now() - receivedAt > WRITE_WITHIN_MS) throw internal();
}
