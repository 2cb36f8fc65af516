import { setTimeout as sleep } from 'node:timers/promises';
import type { Ledger } from './ledger.ts';
import { type BareUser, codeOf, connectSdkUser, createBareUser, type SdkUser } from './people.ts';
import type { Server } from './server.ts';

/** Who chats, and is counted: nobody of them blocks another, and all stay in the group. */
const SDK_USERS = 8;
/** Who comes and goes, befriends and blocks: who of them may see what depends on the moment, so it isn't counted. */
const RESTLESS_USERS = 4;
const GROUP = 'soakers';
/** Between two commands of one user: well within what a user may. */
const PAUSE_MS = 1_000;
const CUT_EVERY_MS = 12_000;
const AWAY_MS = 8_000;
/** Every delivery has happened, or its connection is closed and has synced, by then. */
const HEALED_WITHIN_MS = 180_000;

export interface Traffic {
  /** Lets everybody chat for so long, then waits until all commands are answered. */
  chat(ms: number): Promise<void>;
  /** Waits until nothing is missing any more, as long as it may be. */
  heal(): Promise<void>;
  /** Everybody leaves. */
  end(): Promise<void>;
}

export async function openTraffic(server: Server, ledger: Ledger, random: () => number): Promise<Traffic> {
  const pick = <T>(list: readonly T[]): T => list[Math.floor(random() * list.length)] as T;
  const users = names('user', SDK_USERS).map((name) => connectSdkUser(server, name, ledger));
  const restless = names('restless', RESTLESS_USERS).map((name) => connectSdkUser(server, name, ledger));
  const here = names('bare', 2).map((name) => createBareUser(server, name, ledger));
  const away = createBareUser(server, 'away', ledger);
  await Promise.all([...users, ...restless].map(({ client }) => client.ping().catch(() => {})));
  await Promise.all(users.map(({ client }) => client.join(GROUP)));
  await Promise.all([...here, away].map((user) => user.open()));
  let messages = 0;

  /** Does one command and takes it to the ledger. @param recipients of the message, when it is one */
  async function send(recipients: readonly { name: string }[], act: (content: string) => Promise<unknown>) {
    const key = `soak-${++messages}`;
    ledger.sent(
      key,
      recipients.map(({ name }) => name),
    );
    await act(key).then(
      () => ledger.acknowledged(key),
      (error) => ledger.failed(codeOf(error)),
    );
  }
  const attempt = (command: Promise<unknown>) => command.catch((error) => ledger.failed(codeOf(error)));

  async function speak({ name, client }: SdkUser): Promise<unknown> {
    const kind = random();
    if (kind < 0.35) {
      const target: { name: string } = pick([...users, ...here, away].filter((one) => one.name !== name));
      return send([target, { name }], (content) => client.whisper(target.name, content));
    }
    if (kind < 0.6) return send([...users, ...here], (content) => client.lobby(content));
    if (kind < 0.8) return send(users, (content) => client.group(GROUP, content));
    if (kind < 0.86) return attempt(client.history('lobby', { limit: 20 }));
    if (kind < 0.92) return attempt(client.conversations());
    if (kind < 0.96) return attempt(client.members(GROUP));
    const { events } = await client.history('lobby', { limit: 1 }).catch(() => ({ events: [] }));
    const [last] = events;
    return last ? attempt(client.read('lobby', last.id)) : undefined;
  }

  function wander({ name, client }: SdkUser): Promise<unknown> {
    const other = pick(restless.filter((one) => one.name !== name)).name;
    return attempt(
      pick([
        () => client.join('changing'),
        () => client.leave('changing'),
        () => client.add(other),
        () => client.unfriend(other),
        () => client.block(other),
        () => client.unblock(other),
        () => send([], (content) => client.whisper(other, content)),
      ])(),
    );
  }

  async function keepDoing(until: number, pauseMs: number, act: () => unknown): Promise<void> {
    while (Date.now() < until) {
      await sleep(Math.min(pauseMs * (0.5 + random()), Math.max(0, until - Date.now())));
      await act();
    }
  }

  async function comeAndGo(until: number, user: BareUser): Promise<void> {
    while (Date.now() < until) {
      user.close();
      await sleep(Math.min(AWAY_MS, Math.max(0, until - Date.now())));
      await user.open().catch((error) => ledger.failed(String(error)));
      await sleep(Math.min(AWAY_MS, Math.max(0, until - Date.now())));
    }
  }

  return {
    async chat(ms) {
      const until = Date.now() + ms;
      await Promise.all([
        ...users.map((user) => keepDoing(until, PAUSE_MS, () => speak(user))),
        ...restless.map((user) => keepDoing(until, 2 * PAUSE_MS, () => wander(user))),
        keepDoing(until, CUT_EVERY_MS, () => pick([...users, ...restless]).cut()),
        comeAndGo(until, away),
      ]);
    },
    async heal() {
      const until = Date.now() + HEALED_WITHIN_MS;
      while (ledger.count().lost.length > 0 && Date.now() < until) await sleep(250);
    },
    async end() {
      for (const { client } of [...users, ...restless]) client.close();
      for (const user of [...here, away]) user.close();
      await sleep(1_000);
    },
  };
}

const names = (kind: string, count: number) =>
  Array.from({ length: count }, (_, index) => `${kind}${index + 1}`);
