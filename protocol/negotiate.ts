/** How a connection wants its events: the texts of v1, or the structure of the subprotocol `chat.v2`. */
export type Protocol = 'v1' | 'v2';

/** The WebSocket subprotocol (RFC 6455, section 1.9) by which a client asks for v2. */
export const SUBPROTOCOL_V2 = 'chat.v2';

/** @param offered the handshake's `Sec-WebSocket-Protocol`: names separated by commas */
export function negotiate(offered: string | undefined): Protocol {
  const names = (offered ?? '').split(',').map((name) => name.trim());
  return names.includes(SUBPROTOCOL_V2) ? 'v2' : 'v1';
}
