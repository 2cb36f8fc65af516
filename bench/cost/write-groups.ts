import { listGroup } from '../../chat/memberships/list-group.ts';
import type { ChatPorts } from '../../chat/ports/chat-ports.ts';
import { groupChannel } from '../../chat/ports/connections/subscriptions.ts';
import { newGroup } from '../../chat/rules/new-group.ts';
import { createSemaphore } from '../../chat/semaphore.ts';
import { ALL_GROUPS, GATHERED_GROUPS, GATHERER, LARGE_GROUP, LARGE_GROUP_MEMBERS } from './cast.ts';
import { CONTENT } from './scenario.ts';

const WRITES_AT_ONCE = 50;

type Ports = Pick<ChatPorts, 'groups' | 'groupDirectory' | 'log' | 'conversations'>;

/** Many groups, in as many of which as may be somebody is and something was said; and one with very many members. */
export async function writeGroups(ports: Ports, nextId: () => string): Promise<void> {
  const { groups, log, conversations } = ports;

  async function make(name: string): Promise<string> {
    const groupId = nextId();
    const group = newGroup(name, groupId);
    await listGroup(ports, group, groupId);
    await groups.create(group);
    return groupId;
  }

  for (const name of ALL_GROUPS) {
    const groupId = await make(name);
    if (!GATHERED_GROUPS.includes(name)) continue;
    await groups.addMember({ user: GATHERER, group: name, groupId, version: nextId() });
    const event = { type: 'group', id: nextId(), group: name, from: 'user0', content: CONTENT } as const;
    await log.append({ conversation: groupChannel(groupId), event });
    await conversations.mark(GATHERER, groupChannel(groupId), event.id, { isShown: false });
  }

  const groupId = await make(LARGE_GROUP);
  const version = nextId();
  const atOnce = createSemaphore(WRITES_AT_ONCE);
  const members = Array.from({ length: LARGE_GROUP_MEMBERS - 1 }, (_, place) => `member${place}`);
  await Promise.all(
    [GATHERER, ...members].map((user) =>
      atOnce(() => groups.addMember({ user, group: LARGE_GROUP, groupId, version })),
    ),
  );
}
