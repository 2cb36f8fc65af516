import type { Scenario } from './scenario.ts';
import { listChangesV2 } from './scenarios/changes-v2.ts';
import { listGroupsV2 } from './scenarios/groups-v2.ts';
import { listMessages } from './scenarios/messages.ts';
import { listMessagesV2 } from './scenarios/messages-v2.ts';
import { listOrderV2 } from './scenarios/order-v2.ts';
import { listPeopleV2 } from './scenarios/people-v2.ts';
import { listMemberships, listRelations } from './scenarios/relations.ts';
import { listSessions } from './scenarios/sessions.ts';
import { listSessionsV2 } from './scenarios/sessions-v2.ts';
import type { Stage } from './stage.ts';

/** What costs something over v1, in an order in which nobody is in the way of anybody. */
export function listScenarios(stage: Stage): Scenario[] {
  return [...listMessages(stage), ...listSessions(stage), ...listMemberships(stage), ...listRelations(stage)];
}

/** What is sent, and who comes and goes, over `chat.v2`. */
export function listScenariosV2(stage: Stage): Scenario[] {
  return [
    ...listMessagesV2(stage),
    ...listChangesV2(stage),
    ...listPeopleV2(stage),
    ...listGroupsV2(stage),
    ...listOrderV2(stage),
    ...listSessionsV2(stage),
  ];
}
