import { hiddenBy } from '../../protocol/events/changes.ts';
import { recordOf } from '../../protocol/events/events.ts';
import type { GroupChangeEvent } from '../../protocol/events/groups.ts';
import { openAudience } from '../delivery/audience.ts';
import { publish } from '../delivery/publish.ts';
import type { ChatPorts } from '../ports/chat-ports.ts';
import { groupChannel } from '../ports/connections/subscriptions.ts';
import type { Group } from '../ports/groups/groups.ts';
import { findBlockers } from '../rules/find-blocks.ts';
import { noteDisbanding } from './disband-group.ts';
import { auditOfChange } from './group-audit.ts';
import type { PublishMembershipPorts } from './publish-joined.ts';

const NOBODY: ReadonlySet<string> = new Set();

/**
 * Stores and tells what has become of a group, to its members. Of one that is disbanded it is written down before that its members
 * are to end.
 */
export async function publishGroupChange(
  ports: PublishMembershipPorts & Pick<ChatPorts, 'audits'>,
  group: Pick<Group, 'groupId' | 'kind'>,
  event: GroupChangeEvent,
): Promise<{ delivery: Promise<void> }> {
  const channel = groupChannel(group.groupId);
  if (event.type === 'disbanded') await noteDisbanding(ports, group, event);
  const about = recordOf(event).blockableAuthor(event);
  const audience = openAudience(ports.subscriptions, channel);
  return publish(ports, {
    channel,
    event,
    audit: auditOfChange(event),
    author: about ?? '',
    audience,
    blockers: about === undefined ? NOBODY : await findBlockers(ports, about, hiddenBy(event)),
  });
}
