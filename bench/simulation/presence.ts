import { removeConnection } from '../../chat/connections/remove-connection.ts';
import type { SignedInConnection } from '../../chat/connections/subscribe.ts';
import type { ChatPorts } from '../../chat/ports/chat-ports.ts';
import type { DeliverRequest } from '../../chat/ports/deliver-requests.ts';
import { runRequest } from '../../chat/run-request.ts';
import { connectSignedIn } from '../../chat/sessions/connect.ts';
import { createMemoryPorts } from '../../memory/chat-ports.ts';
import { createVirtualClock } from '../../memory/clock.ts';
import { DEFAULT_LIMITS } from '../../memory/default-limits.ts';
import { createMemoryStores } from '../../memory/stores.ts';
import { idOfTime } from '../../protocol/events/event-id.ts';
import { meterStores, type Units } from './store-units.ts';

/** A user whose only connection comes and goes. */
export interface Flapping {
  /** All of them are there, over `chat.v2`. */
  readonly friends: number;
  /** How often the connection comes or goes. */
  readonly changes: number;
  readonly everyMs: number;
  /** Whether what comes too often is put off, as it is. */
  readonly isHeld: boolean;
}

export interface FlappingOutcome {
  /** Of the job that finds out who is there; the sign-ins and what is removed besides are not in it. */
  readonly units: Units;
  readonly posts: number;
  readonly jobs: number;
  /** Whether friends have been told in the end what is so. */
  readonly isTold: boolean;
}

const MINUTE_MS = 60_000;
/** Sweeps behind the last change: by then nothing is left. */
const SWEEPS_BEHIND = 10;
const USER = 'phone';

/** Runs the chat's own code on stores in memory and a virtual clock; a sweep each minute. */
export async function simulatePresence(flapping: Flapping): Promise<FlappingOutcome> {
  const { friends, changes, everyMs, isHeld } = flapping;
  const clock = createVirtualClock();
  const plain = createMemoryStores(clock, DEFAULT_LIMITS);
  const { stores, units } = meterStores(plain, async () => undefined, { isHeld: true });
  const requests: DeliverRequest[] = [];
  let posts = 0;
  let last = '';

  const deliverRequests = { send: async (request: DeliverRequest) => void requests.push(request) };
  const setup: ChatPorts = { ...createMemoryPorts({ clock }), ...plain, deliverRequests };
  const deliver: ChatPorts = {
    ...setup,
    ...stores,
    presences: isHeld ? stores.presences : neverTaken(stores.presences),
    // Sweeps look for what is due anyway, whoever comes and goes.
    undelivered: { ...stores.undelivered, due: plain.undelivered.due },
    posts: {
      ...setup.posts,
      async post(_connection, frame) {
        posts++;
        last = frame;
        return { kind: 'done' };
      },
    },
  };

  const connect = (user: string) =>
    connectSignedIn(setup, connectionOf(user, clock.now()), {
      issuer: 'https://issuer.example',
      subject: user,
    });
  for (let place = 0; place < friends; place++) {
    const friend = `friend${place}`;
    await connect(friend);
    await plain.friendships.request({ from: USER, to: friend, id: idOfTime(place), hidden: false });
    const answer = { asker: USER, answerer: friend, id: idOfTime(place + 1) };
    await plain.friendships.accept(answer, { evenHidden: true });
  }
  requests.length = 0;

  let jobs = 0;
  let sweepAt = clock.now() + MINUTE_MS;
  async function pass(milliseconds: number): Promise<void> {
    clock.advance(milliseconds);
    for (; sweepAt <= clock.now(); sweepAt += MINUTE_MS) await runRequest(deliver, { type: 'sweep' });
  }
  for (let change = 0; change < changes; change++) {
    if (change % 2 === 0) await connect(USER);
    else await removeConnection(setup, connectionOf(USER, 0).connectionId, USER);
    for (const request of requests.splice(0)) {
      jobs++;
      await runRequest(deliver, request);
    }
    await pass(everyMs);
  }
  for (let sweeps = 0; sweeps < SWEEPS_BEHIND; sweeps++) await pass(MINUTE_MS);
  const isThere = changes % 2 === 1;
  return { units: units(), posts, jobs, isTold: last.includes(isThere ? '"online"' : '"offline"') };
}

/** As if nothing had ever been told. */
const neverTaken = (presences: ChatPorts['presences']): ChatPorts['presences'] => ({
  ...presences,
  find: async (user) => ({ ...(await presences.find(user)), takenUntil: 0 }),
});

const connectionOf = (user: string, connectedAt: number): SignedInConnection => ({
  connectionId: `c-${user}`,
  connectedAt,
  protocol: 'v2',
  signedIn: { user, tokenExpiresAt: Number.POSITIVE_INFINITY },
});
