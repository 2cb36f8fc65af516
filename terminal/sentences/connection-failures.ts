import type { ConnectionError } from '../../client/index.ts';
import { NoToken } from '../connect/no-token.ts';
import { waitText } from './request-errors.ts';

/** Why there is no connection, as a person would say it, with its full stop. @param url where it was looked for */
export function connectionFailureText(failure: ConnectionError, url: string): string {
  const { code, cause, message, retryAfterMs } = failure;
  if (cause instanceof NoToken) return cause.message;
  switch (code) {
    case 'socket_failed':
      return `Could not connect to ${url}: ${message}.`;
    case 'socket_closed':
    case 'no_answer':
      return 'The connection was lost.';
    case 'invalid_token':
    case 'token_expired':
      return `The server does not take the token: ${message}.`;
    case 'banned':
      return retryAfterMs === undefined
        ? 'An admin has banned you from this chat.'
        : `An admin has banned you from this chat, for ${waitText(retryAfterMs)} yet.`;
    case 'erased':
      return 'All that was kept of you is erased, and nobody comes in by your name.';
    case 'unsupported_protocol':
      return `What answers at ${url} is no such chat: it does not speak chat.v2.`;
    default:
      return `No connection: ${message}.`;
  }
}
