import type { Settings } from '../../lib/settings.ts';
import { renderTable } from '../markdown.ts';
import { type Bound, DAY_S } from './bound.ts';
import { boundCommandsAndPosts } from './commands.ts';
import { boundConnections } from './connections.ts';
import { boundGroups } from './groups.ts';
import { boundMessages } from './messages.ts';
import { boundOrder } from './order.ts';
import { boundOwnData } from './own-data.ts';
import { boundPeople } from './people.ts';

/**
 * What one user, or nobody, can make the operator store, post or pay for a day, by the limits of the code: a day without
 * a pause, at prices of us-east-1.
 * @param account what API Gateway lets the account call a second
 */
export function boundsOf(settings: Settings, { callsPerSecond }: { callsPerSecond: number }): Bound[] {
  const limits = { settings, callsPerSecond, commands: settings.commandsPerSecond * DAY_S };
  // Who has no token comes last: `docs/limits.md` speaks of the last two lines.
  const parts = [
    boundCommandsAndPosts,
    boundMessages,
    boundPeople,
    boundGroups,
    boundOrder,
    boundOwnData,
    boundConnections,
  ];
  return parts.flatMap((bound) => bound(limits));
}

/** The table of docs/limits.md. */
export const showBounds = (bounds: readonly Bound[]): string =>
  renderTable({
    caption: 'Bounds',
    columns: ['who', 'what', 'a day', '$ a day'],
    rows: bounds.map((bound) => [...bound]),
  });
