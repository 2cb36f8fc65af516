import { groupChannel } from '../../../../chat/ports/connections/subscriptions.ts';
import type { Groups } from '../../../../chat/ports/groups/groups.ts';
import { createMemoryPorts, type MemoryPorts } from '../../../../memory/chat-ports.ts';
import { createMemoryGroups } from '../../../../memory/groups/groups.ts';
import { createChatUnderTest } from '../../chat-under-test.ts';

export const group_name = 'devs';
const v2 = { protocol: 'v2' } as const;

/** What runs once, right before a method of the groups is called or right behind it. */
type Method = 'addMember' | 'endMembership' | 'change' | 'changedBy';

/**
 * `ann` owns a group, `mod` is a moderator of it, and `ben`, with a phone, a member; `cat` is beside it.
 * @param make other ports
 */
export async function createStaffTalk(make: (ports: MemoryPorts) => Partial<MemoryPorts> = () => ({})) {
  const memory = createMemoryGroups();
  const acts = new Map<string, () => Promise<void>>();
  const run = async (when: string) => {
    const act = acts.get(when);
    acts.delete(when);
    await act?.();
  };
  const interrupted = <Name extends Method>(name: Name) =>
    (async (...given: never[]) => {
      await run(`before ${name}`);
      const answer = await (memory[name] as (...all: never[]) => Promise<unknown>)(...given);
      await run(`behind ${name}`);
      return answer;
    }) as unknown as Groups[Name];
  const groups: typeof memory = {
    ...memory,
    addMember: interrupted('addMember'),
    endMembership: interrupted('endMembership'),
    change: interrupted('change'),
    changedBy: interrupted('changedBy'),
  };
  const chat = createChatUnderTest({ groups, ...make(createMemoryPorts({ groups })) });
  const { ports, send, framesTo } = chat;
  const [ann, mod, ben, phone, cat] = [
    await chat.connect('ann', v2),
    await chat.connect('mod', v2),
    await chat.connect('ben', v2),
    await chat.connect('ben', v2),
    await chat.connect('cat', v2),
  ];
  await send(ann, { type: 'create', group_name });
  for (const one of [mod, ben]) await send(one, { type: 'join', group_name });
  await send(ann, { type: 'role', group_name, target: 'mod', role: 'moderator' });
  ports.clock.advance(1_000);

  async function audience(): Promise<string[]> {
    const found: string[] = [];
    const group = await groups.find(group_name);
    const pages = ports.subscriptions.pages(groupChannel(group?.groupId ?? ''), { consistent: true });
    for await (const page of pages) found.push(...page.map(({ connectionId }) => connectionId));
    return found.sort();
  }
  const talk = {
    ...chat,
    groups,
    ann,
    mod,
    ben,
    phone,
    cat,
    audience,
    /** Has something happen once, around a call to the groups. */
    meanwhile: (when: `before ${Method}` | `behind ${Method}`, act: () => Promise<void>) => {
      acts.set(when, act);
    },
    kick: (by: string, target: string, more: object = {}) =>
      send(by, { type: 'kick', group_name, target, ...more }),
    say: (by: string, content = 'Hello') => send(by, { type: 'group', group_name, content }),
    isMember: async (user: string) =>
      (await groups.membership(user, group_name, { consistent: true })) !== undefined,
    /** Nothing that was told until now is news. */
    forget: () => {
      for (const one of [ann, mod, ben, phone, cat]) framesTo(one);
    },
  };
  talk.forget();
  return talk;
}
