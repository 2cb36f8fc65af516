import type { Limits } from '../chat/ports/settings.ts';
import {
  AUDIT_DAYS,
  COMMAND_BURST,
  COMMANDS_PER_SECOND,
  CONNECTIONS_PER_USER,
  EDIT_HOURS,
  GROUPS_MADE_PER_DAY,
  GROUPS_PER_USER,
  INVITATIONS_PER_DAY,
  NAME_FREED_AFTER_DAYS,
  PAGE_ITEMS,
  RELATION_CHANGES_PER_DAY,
  RETENTION_DAYS,
  SIGN_INS_PER_HOUR,
  WAITING_PER_PAIR,
  WAITING_PER_USER,
} from '../protocol/limits.ts';

/** The limits of a stack whose settings are all left alone. */
export const DEFAULT_LIMITS: Limits = {
  pageItems: PAGE_ITEMS,
  connectionsPerUser: CONNECTIONS_PER_USER,
  commandsPerSecond: COMMANDS_PER_SECOND,
  commandBurst: COMMAND_BURST,
  retentionDays: RETENTION_DAYS,
  auditDays: AUDIT_DAYS,
  nameFreedAfterDays: NAME_FREED_AFTER_DAYS,
  groupsPerUser: GROUPS_PER_USER,
  signInsPerHour: SIGN_INS_PER_HOUR,
  relationChangesPerDay: RELATION_CHANGES_PER_DAY,
  groupsMadePerDay: GROUPS_MADE_PER_DAY,
  invitationsPerDay: INVITATIONS_PER_DAY,
  editHours: EDIT_HOURS,
  waitingPerPair: WAITING_PER_PAIR,
  waitingPerUser: WAITING_PER_USER,
};
