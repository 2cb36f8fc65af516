import { afterAll, beforeAll, describe } from '@jest/globals';
import { describeAudits } from './audits-suite.ts';
import { describeBans } from './bans-suite.ts';
import { describeBlockHistory } from './block-history-suite.ts';
import { describeBlocks } from './blocks-suite.ts';
import { describeConnections } from './connections-suite.ts';
import { describeConversations } from './conversations-suite.ts';
import { describeDirectory } from './directory-suite.ts';
import { describeErasing } from './erasing-suite.ts';
import { describeEverBlocked } from './ever-blocked-suite.ts';
import { describeFriendshipLists } from './friendship-lists-suite.ts';
import { describeFriendships } from './friendships-suite.ts';
import { describeGroupBans } from './group-bans-suite.ts';
import { describeGroupLists } from './group-lists-suite.ts';
import { describeGroups } from './groups-suite.ts';
import { describeInvitations } from './invitations-suite.ts';
import { describeMessageAmend } from './message-amend-suite.ts';
import { describeMessageLogPages } from './message-log-pages-suite.ts';
import { describeMessageLog } from './message-log-suite.ts';
import { describeMutes } from './mutes-suite.ts';
import { describePresences } from './presences-suite.ts';
import { describeProfiles } from './profiles-suite.ts';
import { describeRateBuckets } from './rate-buckets-suite.ts';
import { describeReactions } from './reactions-suite.ts';
import { describeRefs } from './refs-suite.ts';
import { describeReports } from './reports-suite.ts';
import type { Stores } from './stores.ts';
import { describeSubscriptions } from './subscriptions-suite.ts';
import { describeUndelivered } from './undelivered-suite.ts';
import { describeUsers } from './users-suite.ts';
import { describeWaitingCounts } from './waiting-counts-suite.ts';
import { describeWaiting } from './waiting-suite.ts';

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
