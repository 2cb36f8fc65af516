const BEARER = /^\s*Bearer\s+(\S+)\s*$/i;

/**
 * The token in `Bearer <token>` (RFC 6750, section 2.1), of a header or of a frame; undefined when it isn't that. White
 * space around it, such as the newline at a file's end, is none of the token's.
 */
export const readBearer = (credentials: string): string | undefined => BEARER.exec(credentials)?.[1];
