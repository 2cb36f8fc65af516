import type { World } from '../world.ts';
import { checkBans } from './check-bans.ts';
import { checkCommands } from './check-commands.ts';
import { checkAmendments } from './check-contents.ts';
import { checkEnd, checkRows, checkWaiting } from './check-end.ts';
import { checkErased } from './check-erased.ts';
import { checkExports } from './check-exports.ts';
import { checkHandedOver } from './check-handed-over.ts';
import { checkInvited } from './check-invited.ts';
import { checkLevels } from './check-levels.ts';
import { checkListeners } from './check-listeners.ts';
import { checkLists } from './check-lists.ts';
import { checkPresence } from './check-presence.ts';
import { checkProfiles } from './check-profiles.ts';
import { checkReactions } from './check-reactions.ts';
import { checkReports } from './check-reports.ts';
import { checkHistory, checkViews } from './check-views.ts';
import type { Report, Violation } from './violations.ts';

/**
 * What must hold at one of a world's stages.
 * @param stage `heard`: of what everybody was told; `settled`: when nothing is under way any more; `rested`: when
 * everybody has signed in once more since
 */
export async function checkInvariants(
  world: World,
  stage: 'heard' | 'settled' | 'rested',
): Promise<Violation[]> {
  const violations: Violation[] = [];
  const report: Report = (kind, text) => violations.push({ kind, text });
  checkViews(world, report);
  if (stage === 'heard') return violations;
  await checkRows(world, report);
  await checkWaiting(world, report);
  if (stage === 'settled') return violations;
  checkListeners(world, report);
  checkHandedOver(world, report);
  checkCommands(world, report);
  checkAmendments(world, report);
  checkBans(world, report);
  await checkInvited(world, report);
  await checkErased(world, report);
  await checkHistory(world, report);
  checkLists(world, report);
  checkLevels(world, report);
  await checkProfiles(world, report);
  await checkPresence(world, report);
  await checkReactions(world, report);
  await checkReports(world, report);
  checkExports(world, report);
  await checkEnd(world, report);
  return violations;
}
