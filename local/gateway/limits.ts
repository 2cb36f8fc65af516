/**
 * The quotas of API Gateway WebSocket APIs, all settable so that a test needn't wait for them.
 * Source: "Amazon API Gateway quotas for WebSocket APIs" unless a line says otherwise.
 */

export interface GatewayLimits {
  /** Bytes of payload in one frame from a client; one more closes with 1009. */
  readonly frameBytes: number;
  /** Bytes in one message: the sum of its fragments, or the body of a POST to @connections. */
  readonly messageBytes: number;
  /** Milliseconds without a data frame in either direction before a close with 1001. */
  readonly idleMs: number;
  /** Milliseconds that a connection may last before a close with 1001. */
  readonly durationMs: number;
  /** New connections a second, also the size of the bucket; beyond it the handshake gets 429. */
  readonly newConnectionsPerSecond: number;
  /** Requests a second for the account: handshakes, messages and @connections calls together. */
  readonly accountRateLimit: number;
  /** How many requests of the account may come at once. */
  readonly accountBurstLimit: number;
  /** Bytes waiting for a client that doesn't read before a POST to it gets 429. */
  readonly clientBufferBytes: number;
  /** Milliseconds that an authorizer may take. */
  readonly authorizerTimeoutMs: number;
  /** Bytes of an authorizer's context as JSON. */
  readonly authorizerContextBytes: number;
  /** Milliseconds that a client has to answer a close frame before its socket is destroyed. */
  readonly closeHandshakeMs: number;
  /** Milliseconds that `close()` waits at most for sockets and functions. */
  readonly shutdownMs: number;
}

export const DEFAULT_LIMITS: GatewayLimits = {
  frameBytes: 32 * 1024,
  messageBytes: 128 * 1024,
  idleMs: 10 * 60_000,
  durationMs: 2 * 60 * 60_000,
  newConnectionsPerSecond: 500,
  accountRateLimit: 10_000,
  accountBurstLimit: 5_000,
  // AWS documents that the limit exists ("the WebSocket client side buffer is full"), not its size.
  clientBufferBytes: 1024 * 1024,
  authorizerTimeoutMs: 29_000,
  authorizerContextBytes: 8 * 1024,
  // The two below are the emulation's own: a local run that is stopped shouldn't hang.
  closeHandshakeMs: 2_000,
  shutdownMs: 10_000,
};
