import { randomBytes, randomUUID } from 'node:crypto';

/** Where the gateway's ids come from; a test may inject its own. */
export interface IdSource {
  /** 16 characters like `R1kmxc2VNjMCFIA=`. */
  connectionId(): string;
  /** Names one handshake, message or disconnect; the same form as a connection id. */
  requestId(): string;
  /** Names one message; the same form as a connection id. */
  messageId(): string;
  /** The request id of a plain HTTP answer. */
  uuid(): string;
}

/** 11 bytes make 15 characters and one `=`, the form that captured ids have. */
function drawId(): string {
  return `${randomBytes(11).toString('base64url')}=`;
}

export const randomIds: IdSource = {
  connectionId: drawId,
  requestId: drawId,
  messageId: drawId,
  uuid: randomUUID,
};

/**
 * Whether a connection of that name could ever have existed: @connections answers 410 to a
 * well-formed stranger and 400 to anything else. Both base64 alphabets are taken, since AWS
 * documents neither.
 */
export function isWellFormedConnectionId(id: string): boolean {
  return /^[A-Za-z0-9+/_-]{15}=$/.test(id);
}
