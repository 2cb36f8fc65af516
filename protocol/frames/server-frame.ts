import type { ErrorCode } from '../errors.ts';
import type { AnswerFrame } from './answers.ts';
import type { LoggedFrame } from './logged.ts';
import type { PassingFrame } from './passing.ts';

/** What a client of `chat.v2` receives. `ts` is ISO 8601 in UTC. */
export type ServerFrame = LoggedFrame | PassingFrame | AnswerFrame | ErrorFrame;

export interface ErrorFrame {
  readonly type: 'error';
  readonly ref?: string;
  readonly code: ErrorCode;
  readonly error: string;
  /** Whether the same command may work later, under the same `ref`. */
  readonly retryable: boolean;
  readonly retry_after_ms?: number;
}
