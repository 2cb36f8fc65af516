import type { Limits } from '../chat/ports.ts';
import {
  COMMAND_BURST,
  COMMANDS_A_SECOND,
  CONNECTIONS_A_USER,
  GROUPS_A_USER,
  GROUPS_MADE_A_DAY,
  PAGE_ITEMS,
  RELATION_CHANGES_A_DAY,
  RETENTION_DAYS,
  SIGN_INS_AN_HOUR,
  WAITING_A_PAIR,
  WAITING_A_USER,
} from '../protocol/limits.ts';

/** The limits of a stack whose settings are all left alone. */
export const DEFAULT_LIMITS: Limits = {
  pageItems: PAGE_ITEMS,
  connectionsAUser: CONNECTIONS_A_USER,
  commandsASecond: COMMANDS_A_SECOND,
  commandBurst: COMMAND_BURST,
  retentionDays: RETENTION_DAYS,
  groupsAUser: GROUPS_A_USER,
  signInsAnHour: SIGN_INS_AN_HOUR,
  relationChangesADay: RELATION_CHANGES_A_DAY,
  groupsMadeADay: GROUPS_MADE_A_DAY,
  waitingAPair: WAITING_A_PAIR,
  waitingAUser: WAITING_A_USER,
};
