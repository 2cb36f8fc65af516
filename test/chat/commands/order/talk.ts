import { createMemoryPorts, type MemoryPorts } from '../../../../memory/chat-ports.ts';
import { createChatUnderTest, HOUR_MS } from '../../chat-under-test.ts';

/** `admin` and `ann` in v2, `ben` with a connection of each protocol, all of them in `devs`. Nothing of before is heard. */
export async function createTalk(ports: MemoryPorts = createMemoryPorts()) {
  const chat = createChatUnderTest(ports);
  const tokenExpiresAt = ports.clock.now() + HOUR_MS;
  const admin = await chat.connect('admin', {
    protocol: 'v2',
    signedIn: { user: 'admin', tokenExpiresAt, isAdmin: true },
  });
  const ann = await chat.connect('ann', { protocol: 'v2' });
  const ben = { v1: await chat.connect('ben'), v2: await chat.connect('ben', { protocol: 'v2' }) };
  const all = [admin, ann, ben.v1, ben.v2];
  for (const one of [admin, ann, ben.v1]) await chat.send(one, { type: 'join', group_name: 'devs' });
  const hush = () => {
    for (const one of all) one === ben.v1 ? chat.heardBy(one) : chat.framesTo(one);
  };
  hush();
  let refs = 0;
  /** Gives a command of v2. @returns its answer */
  const ask = async (connection: string, frame: object) => {
    const ref = `r${++refs}`;
    ports.clock.advance(1_000);
    await chat.send(connection, { ref, ...frame });
    const frames = ports.posts.framesOf(connection).map((text) => JSON.parse(text));
    return frames.findLast((one) => one.ref === ref) as Record<string, unknown>;
  };
  /** @returns the id of a message */
  const say = async (connection: string, content: string, frame: object = { type: 'lobby' }) => {
    const { id } = await ask(connection, { ...frame, content });
    hush();
    return String(id);
  };
  return { ...chat, ports, admin, ann, ben, ask, say, hush };
}
