const BEARER = /^Bearer +(\S+)$/i;

/** The token in `Bearer <token>` (RFC 6750, section 2.1), of a header or of a frame; undefined when it isn't that. */
export const readBearer = (credentials: string): string | undefined => BEARER.exec(credentials)?.[1];
