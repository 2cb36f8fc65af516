import { Agent as HttpAgent } from 'node:http';
import { Agent as HttpsAgent } from 'node:https';

/** What a service that no longer knows a connection answers a request on it with. */
const RESETS: readonly unknown[] = ['ECONNRESET', 'EPIPE'];

/** Both named as the SDK's request handlers want them: which one is used is the endpoint's scheme. */
export interface Agents {
  readonly httpAgent: HttpAgent;
  readonly httpsAgent: HttpsAgent;
}

/**
 * Agents that keep connections. A frozen environment doesn't learn that a service has closed them, and each attempt
 * would find another dead one until there are no attempts left: so the first that was reset takes all idle ones
 * with it, and the next attempt has a fresh one.
 * @param maxSockets at once to one host
 */
export function createAgents(maxSockets: number): Agents {
  const options = { keepAlive: true, maxSockets };
  return {
    httpAgent: dropIdleAfterReset(new HttpAgent(options)),
    httpsAgent: dropIdleAfterReset(new HttpsAgent(options)),
  };
}

function dropIdleAfterReset<Kept extends HttpAgent>(agent: Kept): Kept {
  const reuse = agent.reuseSocket.bind(agent);
  // The one hook that Node's agent has for a kept connection that is about to be used.
  agent.reuseSocket = (socket, request) => {
    reuse(socket, request);
    request.once('error', ({ code }: NodeJS.ErrnoException) => {
      if (!RESETS.includes(code)) return;
      for (const idle of Object.values(agent.freeSockets).flat()) idle?.destroy();
    });
  };
  return agent;
}
