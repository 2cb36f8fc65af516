/**
 * Delays and fails the HTTP calls of one service. Plain JavaScript, because the database's worker thread uses
 * it too; interpose.d.mts has the types.
 */

export const realClock = {
  now: () => performance.now(),
  // Nothing may wait for an answer that is held back when the run stops.
  setTimer: (callback, ms) => setTimeout(callback, ms).unref(),
};

/** Node rounds a timer down and counts from the turn's start: what fires early waits again. */
export function waitUntil(clock, due, then) {
  const left = due - clock.now();
  if (left <= 0) {
    then();
  } else {
    clock.setTimer(() => waitUntil(clock, due, then), Math.ceil(left));
  }
}

export function createInterpose({ latencyMs, strike, answerFault, clock }) {
  return (call, request, response, pass) => {
    const rule = strike(call);
    const arrivedAt = clock.now();
    const due = arrivedAt + latencyMs;
    if (!rule) {
      pass(response, due);
      return;
    }
    const hungUntil = Math.max(due, arrivedAt + (rule.forMs ?? 0));
    if (rule.action === 'hang' && rule.end === 'answer') {
      pass(response, hungUntil);
      return;
    }
    const fail = () =>
      waitUntil(clock, rule.action === 'hang' ? hungUntil : due, () => {
        if (rule.action === 'reset') {
          request.socket.resetAndDestroy();
        } else if (rule.action === 'hang') {
          request.socket.destroy();
        } else {
          answerFault(response, rule, call);
        }
      });
    if (rule.applied) {
      pass(createDeafResponse(fail), arrivedAt);
    } else {
      // The body must be read, or the next request on this socket would wait for it.
      request.resume();
      fail();
    }
  };
}

export function holdAnswer(clock, response, due) {
  if (due > clock.now()) {
    const end = response.end.bind(response);
    response.end = (...content) => {
      waitUntil(clock, due, () => end(...content));
      return response;
    };
  }
  return response;
}

export function readAccessKeyId(authorization) {
  return /Credential=([^/]+)\//.exec(authorization ?? '')?.[1];
}

/** Takes an answer that the caller is not to get. */
function createDeafResponse(onEnd) {
  const response = {
    statusCode: 200,
    headersSent: false,
    setHeader: () => response,
    writeHead: () => response,
    end: () => {
      onEnd();
      return response;
    },
  };
  return response;
}
