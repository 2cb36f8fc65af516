/**
 * Every number of the wire in one place. Imports nothing, so that the stack, the functions and a browser
 * can all read it. Sizes are bytes of UTF-8, times milliseconds, unless a name says otherwise.
 */

/** Most bytes of a message's content: escaped as JSON it still fits API Gateway's 32 KB frame. */
export const CONTENT_MAX_BYTES = 16_000;

/** Users and groups. Has no space, colon or parenthesis, so no name can forge a prefix such as `(Lobby): `. */
export const NAME_PATTERN = /^[A-Za-z0-9._@+-]{1,64}$/;

/** An unknown `type` is echoed up to here. */
export const ECHOED_TYPE_MAX_CHARACTERS = 64;

/** A token in a frame, with its `Bearer ` prefix. */
export const TOKEN_MAX_CHARACTERS = 16_000;

/** A socket that is still unauthenticated this long after connecting is closed by its next frame. */
export const AUTHENTICATE_WITHIN_MS = 30_000;

/** How long a frame waits for the `authenticate` that its client sent right before it. */
export const AUTHENTICATION_PATIENCE_MS = 1_000;

/** A frame that has not come to its write by then is refused, so that nothing is stored long after its id. */
export const WRITE_WITHIN_MS = 15_000;

/** API Gateway closes every socket after two hours. */
export const CONNECTION_MAX_MS = 2 * 60 * 60 * 1_000;
