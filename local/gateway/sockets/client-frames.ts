/** The text frames that API Gateway itself sends to a client, with the spacing of the real service. */

export interface FrameIds {
  readonly connectionId: string;
  readonly requestId: string;
}

function renderFrame(message: string, { connectionId, requestId }: FrameIds): string {
  return `{"message": "${message}", "connectionId":"${connectionId}", "requestId":"${requestId}"}`;
}

/** No route matches and there is no `$default`. */
export const renderForbidden = (ids: FrameIds): string => renderFrame('Forbidden', ids);

/** The function failed, could not be invoked, or returned no valid proxy result. */
export const renderInternalError = (ids: FrameIds): string => renderFrame('Internal server error', ids);

/** The function took longer than the integration's timeout. */
export const renderTimedOut = (ids: FrameIds): string => renderFrame('Endpoint request timed out', ids);

/** [?] Throttled by the stage or the account; text and spacing are not known from the real service. */
export const renderTooManyRequests = (ids: FrameIds): string =>
  `{"message": "Too Many Requests", "connectionId":"${ids.connectionId}","requestId":"${ids.requestId}"}`;
