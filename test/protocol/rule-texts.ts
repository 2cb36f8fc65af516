/** What fields must be, as errors say it: of those that many tests get wrong. */
export const NAME_RULE = 'text, 1 to 64 of A-Z a-z 0-9 . _ @ + = -';
export const CONTENT_RULE = 'text of 1 to 16000 bytes, with no control characters but tab and line breaks';
export const TOKEN_RULE = 'Bearer <jwt>, of at most 16000 characters';
export const ANOTHER_RULE = 'somebody other than yourself';
