import { internal } from '../protocol/errors.ts';
import type { Answer } from '../protocol/frames/answers.ts';
import { WRITE_WITHIN_MS } from '../protocol/limits.ts';
import type { ChatPorts } from './ports/chat-ports.ts';
import type { Connection, SignedIn } from './ports/connections/connections.ts';
import { settleAll } from './settle-all.ts';

/** A text frame as the gateway received it. Times are epoch milliseconds. */
export interface ReceivedFrame {
  readonly text: string;
  readonly receivedAt: number;
  /** The id of the event that this frame may become. */
  readonly id: string;
  readonly connection: Connection;
}

/** What came of a command. */
export interface Outcome {
  readonly answer: Answer;
  /** What goes on once the answer is certain, and is awaited before the function ends. */
  readonly delivery?: Promise<void>;
  /** What is done once the answer is posted: it closes the connection. */
  readonly behind?: () => Promise<void>;
  /**
   * All but the delivery is done, and what that leaves undone is found (see `healing/`): so the answer is written down beside
   * it, and not behind.
   */
  readonly isSafe?: true;
}

/** A command is done. @param id of the logged event that it became */
export const acknowledge = (id?: string): Outcome => ({
  answer: id === undefined ? { type: 'ack' } : { type: 'ack', id },
});

/** Who sent a command, over which connection, and the id of what becomes of it. */
export interface CommandRequest {
  readonly user: string;
  readonly id: string;
  readonly receivedAt: number;
  /** How many commands its frame counted as. */
  readonly frameWeight: number;
  /** What the frame has paid for, by name, as `payOnce` keeps it. */
  readonly paid: Map<string, Promise<void>>;
  /** What the sender calls the command. */
  readonly ref?: string;
  readonly connection: Connection & { readonly signedIn: SignedIn };
  /** Whether the sending connection gets the event of what it says; else its `ack` stands for that. */
  readonly isEchoed: boolean;
  /** Settles once it is certain that this command is to run, and not another with the same `ref`; else rejects. */
  readonly claimed?: () => Promise<void>;
  /** Settles once it is known whether the sender may do this so often; else rejects. */
  readonly allowed?: Promise<void>;
}

/** What a message keeps of its command: the `ref`, by which the author's clients know it for their own. */
export const refIn = ({ ref }: Pick<CommandRequest, 'ref'>) => (ref === undefined ? {} : { ref });

/** Of a reply, the id of what it answers. */
export const replyIn = (replyTo: string | undefined) => (replyTo === undefined ? {} : { replyTo });

/** The mark of a message, and its audience, leave out the sending connection where that asks for it. */
export const exceptIn = ({ isEchoed, connection }: Pick<CommandRequest, 'isEchoed' | 'connection'>) =>
  isEchoed ? {} : { except: connection.connectionId };

/**
 * Called right before a command's first write. What is stored much later than its frame came would appear in the past
 * of those who have already read up to there.
 * @throws ChatError `internal`, `rate_limited`: nothing happened, and it may be tried again
 */
export async function assertCanWrite(
  { clock }: Pick<ChatPorts, 'clock'>,
  { receivedAt, claimed, allowed }: Pick<CommandRequest, 'receivedAt' | 'claimed' | 'allowed'>,
): Promise<void> {
  await settleAll([claimed?.(), allowed]);
  if (clock.now() - receivedAt > WRITE_WITHIN_MS)
    throw internal(new Error(`Its frame came ${clock.now() - receivedAt} ms ago: too late to store it`));
}
