/** Who is at the other end of a socket; the same in every event of a connection. */
export interface Peer {
  readonly connectionId: string;
  /** Milliseconds; when the handshake's request came. */
  readonly connectedAt: number;
  readonly sourceIp: string;
  readonly userAgent?: string;
  /** What the authorizer said, on $connect and on every later event. */
  readonly authorizer?: AuthorizerContext;
}

/** `principalId`, `integrationLatency` (milliseconds) and the authorizer's own values as strings. */
export interface AuthorizerContext {
  readonly principalId: string;
  readonly integrationLatency: number;
  readonly [name: string]: string | number;
}
