import { afterAll, beforeAll, describe } from '@jest/globals';
import { describeConnections } from './connections/connections-suite.ts';
import { describeSubscriptions } from './connections/subscriptions-suite.ts';
import { describeGroupBans } from './groups/group-bans-suite.ts';
import { describeGroupLists } from './groups/group-lists-suite.ts';
import { describeGroups } from './groups/groups-suite.ts';
import { describeInvitations } from './groups/invitations-suite.ts';
import { describeAudits } from './messages/audits-suite.ts';
import { describeConversations } from './messages/conversations-suite.ts';
import { describeErasing } from './messages/erasing-suite.ts';
import { describeMessageAmend } from './messages/message-amend-suite.ts';
import { describeMessageLogPages } from './messages/message-log-pages-suite.ts';
import { describeMessageLog } from './messages/message-log-suite.ts';
import { describeReactions } from './messages/reactions-suite.ts';
import { describeRefs } from './messages/refs-suite.ts';
import { describeReports } from './messages/reports-suite.ts';
import { describeUndelivered } from './messages/undelivered-suite.ts';
import { describeWaitingCounts } from './messages/waiting-counts-suite.ts';
import { describeWaiting } from './messages/waiting-suite.ts';
import { describeBans } from './people/bans-suite.ts';
import { describeBlockHistory } from './people/block-history-suite.ts';
import { describeBlocks } from './people/blocks-suite.ts';
import { describeDirectory } from './people/directory-suite.ts';
import { describeEverBlocked } from './people/ever-blocked-suite.ts';
import { describeFriendshipLists } from './people/friendship-lists-suite.ts';
import { describeFriendships } from './people/friendships-suite.ts';
import { describeMutes } from './people/mutes-suite.ts';
import { describePresences } from './people/presences-suite.ts';
import { describeProfiles } from './people/profiles-suite.ts';
import { describeUsers } from './people/users-suite.ts';
import { describeRateBuckets } from './rate-buckets-suite.ts';
import type { Stores } from './stores.ts';

/** Runs every port's suite against one set of stores, which is opened before and closed after them. */
export function describeEveryStore(where: string, open: () => Promise<Stores>): void {
  describe(where, () => {
    let stores: Stores;
    beforeAll(async () => {
      stores = await open();
    });
    afterAll(() => stores?.close());

    const opened = () => stores;
    describeConnections(opened);
    describeSubscriptions(opened);
    describeUsers(opened);
    describeProfiles(opened);
    describePresences(opened);
    describeDirectory(opened);
    describeGroups(opened);
    describeGroupLists(opened);
    describeGroupBans(opened);
    describeFriendships(opened);
    describeFriendshipLists(opened);
    describeInvitations(opened);
    describeBlocks(opened);
    describeBlockHistory(opened);
    describeMutes(opened);
    describeBans(opened);
    describeEverBlocked(opened);
    describeMessageLog(opened);
    describeMessageLogPages(opened);
    describeMessageAmend(opened);
    describeAudits(opened);
    describeReports(opened);
    describeUndelivered(opened);
    describeConversations(opened);
    describeReactions(opened);
    describeRefs(opened);
    describeWaiting(opened);
    describeWaitingCounts(opened);
    describeErasing(opened);
    describeRateBuckets(opened);
  });
}
