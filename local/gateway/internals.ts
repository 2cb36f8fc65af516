import type { InvokeFunction, WebSocketApi } from './api.ts';
import type { IdSource } from './ids.ts';
import type { GatewayLimits } from './limits.ts';
import type { PendingWork } from './pending-work.ts';
import type { SelectRouteKey } from './requests/route-selection.ts';
import type { Connection } from './sockets/connection.ts';
import type { Throttles } from './throttling/throttles.ts';

/** A line of the gateway's log: what happened, and the particulars. */
export type GatewayLog = (message: string, details: Readonly<Record<string, unknown>>) => void;

/** What the gateway's files share; made once by `createGateway`. */
export interface Internals {
  readonly api: WebSocketApi;
  /** The host in events, which is the execute-api host also behind CloudFront. */
  readonly domainName: string;
  readonly invoke: InvokeFunction;
  readonly limits: GatewayLimits;
  readonly now: () => number;
  readonly ids: IdSource;
  readonly log: GatewayLog;
  readonly selectRouteKey: SelectRouteKey;
  readonly throttles: Throttles;
  readonly pendingWork: PendingWork;
  /** By id, from when $connect has returned until the socket is closed; `isOpen` says which take frames. */
  readonly connections: Map<string, Connection>;
}
