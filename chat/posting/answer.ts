import type { ChatError } from '../../protocol/errors.ts';
import type { Answer } from '../../protocol/frames/answers.ts';
import { renderErrorV1 } from '../../protocol/render-v1.ts';
import { renderAnswerV2, renderErrorV2 } from '../../protocol/render-v2.ts';
import type { ChatPorts } from '../ports/chat-ports.ts';
import type { Connection } from '../ports/connections/connections.ts';
import { type Attempt, tryUntil } from './try-until.ts';

export type AnswerPorts = Pick<ChatPorts, 'posts' | 'clock' | 'random' | 'logger'>;

/** An answer that isn't there by then has lost its meaning. */
const ANSWER_WITHIN_MS = 5_000;

/** Posts a frame to the connection that a command came from. Never throws: nobody else is owed anything. */
export async function tell(ports: AnswerPorts, connectionId: string, frame: string): Promise<Attempt> {
  const posted = await tryUntil(ports, () => ports.posts.post(connectionId, frame), {
    // It sent a frame, so it was open: a 410 is final, however young the connection.
    connectedAt: 0,
    deadline: ports.clock.now() + ANSWER_WITHIN_MS,
  });
  if (posted.kind === 'unreachable') {
    ports.logger.warn('Answer not posted', { connectionId, cause: posted.cause });
  }
  return posted;
}

/** Answers a command of v2: with what was asked for, or with an `ack` if it asked for one by a `ref`. */
export async function answer(
  ports: AnswerPorts,
  { connectionId, protocol }: Connection,
  frame: Answer,
  ref?: string,
): Promise<void> {
  if (protocol === 'v1' || (frame.type === 'ack' && ref === undefined)) return;
  await tell(ports, connectionId, renderAnswerV2(frame, ref));
}

/** Answers a command with why not. */
export async function answerWithError(
  ports: AnswerPorts,
  { connectionId, protocol }: Connection,
  error: ChatError,
  ref?: string,
): Promise<void> {
  await tell(ports, connectionId, protocol === 'v1' ? renderErrorV1(error) : renderErrorV2(error, ref));
}
