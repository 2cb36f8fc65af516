import { hiddenBy, subjectOf } from '../../protocol/events/changes.ts';
import { type ChatEvent, recordOf } from '../../protocol/events/events.ts';
import { type Audience, observeAudience, openAudience } from '../delivery/audience.ts';
import { isWithheld } from '../delivery/withheld.ts';
import type { ChatPorts } from '../ports/chat-ports.ts';
import type { Subscription } from '../ports/connections/subscriptions.ts';
import { findBlockers } from '../rules/find-blocks.ts';
import { settleAll } from '../settle-all.ts';
import type { LateEvent } from './late-event.ts';
import { wasThere } from './was-there.ts';

export type LateAudiencePorts = Pick<ChatPorts, 'subscriptions' | 'blocks' | 'clock'>;

/** Who hears of a late event that happened before a channel's audience. */
export interface LateAudience {
  readonly author: string;
  readonly audience: Audience;
  readonly skip: (subscription: Subscription) => boolean;
}

/**
 * The audience as it is now, a minute after the event: whoever has left the group meanwhile isn't in it, and who blocks the
 * author by now hears no more of them, as in a drain; by the id alone it wouldn't be hidden from them.
 */
export async function findLateAudience(ports: LateAudiencePorts, late: LateEvent): Promise<LateAudience> {
  const { conversation, event, except, part } = late;
  const author = recordOf(event).blockableAuthor(event);
  const audience = openAudience(ports.subscriptions, conversation, { consistent: true, between: part });
  // Whoever blocked the author when a message was said, or edited, doesn't see what becomes of it, either.
  const blockers =
    author === undefined
      ? []
      : await settleAll(hiddenBy(event).map((id) => findBlockers(ports, author, id, true)));
  const withheld = {
    id: subjectOf(event),
    except,
    blockers: new Set(blockers.flatMap((names) => [...names])),
  };
  // The author's own are no chunk's, and who has connected since was in none.
  const isOfPart = (row: Subscription) => row.user !== author && wasThere(late)(row);
  return {
    author: author ?? '',
    audience: event.type === 'left' ? withoutLeaver(ports, audience, event) : audience,
    skip: part === undefined ? isWithheld(withheld) : (row) => isWithheld(withheld)(row) || !isOfPart(row),
  };
}

/** Whoever died over a leaving may not have come to take the leaver's subscriptions away: the last that they hear is this. */
function withoutLeaver(
  { subscriptions }: Pick<ChatPorts, 'subscriptions'>,
  audience: Audience,
  { id, user }: ChatEvent & { type: 'left' },
): Audience {
  const isLeft = (row: Subscription) => row.user === user && row.version !== undefined && row.version < id;
  return observeAudience(audience, async (page) => {
    const left = page.filter(isLeft);
    await settleAll(left.map((row) => subscriptions.removeVersion(row, row.version ?? '')));
  });
}
