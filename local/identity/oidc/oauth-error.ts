import type { ServerResponse } from 'node:http';
import { answerJson } from '../answer-json.ts';

/** What a client is told in JSON. Source: RFC 6749 5.2; 7009 2.2.1 for the token type. */
export interface OAuthError {
  readonly error:
    | 'invalid_request'
    | 'invalid_client'
    | 'invalid_grant'
    | 'invalid_scope'
    | 'unsupported_grant_type'
    | 'unsupported_token_type';
  /** In the characters that RFC 6749 allows: no quotes but the apostrophe. */
  readonly error_description: string;
}

/** Answers it with 400, as Cognito does whichever it is, and RFC 6749 allows. */
export function answerError(response: ServerResponse, error: OAuthError): void {
  answerJson(response, 400, error, noStore);
}

/** Tokens, and what is said of them, are in no cache (RFC 6749 5.1). */
export const noStore = { 'cache-control': 'no-store', pragma: 'no-cache' };
