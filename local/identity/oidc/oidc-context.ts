import type { IncomingMessage, ServerResponse } from 'node:http';
import type { IssuerKey } from '../issuer-key.ts';
import type { UserPool } from '../user-pool.ts';
import type { AuthorizationCodes } from './authorization-codes.ts';
import type { RevokedSignIns } from './revoked-sign-ins.ts';

/** What the endpoints of all pools share. */
export interface OidcContext {
  readonly key: IssuerKey;
  readonly codes: AuthorizationCodes;
  readonly revoked: RevokedSignIns;
  /** Epoch milliseconds. */
  readonly now: () => number;
  readonly randomId: () => string;
}

/** A request to an endpoint of one pool, with what it takes to answer it. */
export interface Exchange extends OidcContext {
  readonly request: IncomingMessage;
  readonly response: ServerResponse;
  readonly pool: UserPool;
  /** Where the pool's endpoints are, as whoever asks calls this server: `http://localhost:8080/us-east-1_A1B2C3D4E`. */
  readonly base: string;
  /** What stands behind the path's question mark. */
  readonly query: string;
}

export type Endpoint = (exchange: Exchange) => void | Promise<void>;
