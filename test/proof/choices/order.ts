import { ADMIN, type OrderType } from '../plan/commands.ts';
import type { World } from '../world.ts';
import type { Chosen } from './chosen.ts';
import { contentOf } from './messages.ts';

/** By the one who may, of another; somebody else says something instead. */
export function keepOrder(
  world: World,
  user: string,
  { type, target }: { readonly type: OrderType; readonly target: number },
): Chosen {
  const others = world.users.filter((name) => name !== ADMIN);
  const other = others[target % others.length];
  if (user !== ADMIN || other === undefined) return { type: 'lobby', target: '', content: contentOf(world) };
  // Over before all must be well again, be it that the command comes late.
  return { type, target: other, ...(type !== 'unban' && { seconds: 20 + 10 * target }) };
}

/** By the one who may, of the newest report; somebody else says something instead. */
export function resolveReport(world: World, user: string): Chosen {
  const { commands, history } = world;
  const made = [...commands.values()].findLast(
    ({ type, outcome }) => type === 'report' && outcome === 'acked',
  );
  const [id] = [...history.refOf].find(([, { ref }]) => ref === made?.ref) ?? [];
  if (user !== ADMIN || id === undefined) return { type: 'lobby', target: '', content: contentOf(world) };
  return { type: 'resolve_report', target: '', report: id };
}

/**
 * One who is neither of the first two erases everything about themselves, and nobody does so behind them: somebody must be left
 * who sees it.
 */
export function eraseOneself(world: World, user: string): Chosen {
  const isGone = [...world.commands.values()].some(({ type }) => type === 'erase');
  const mayGo = world.users.indexOf(user) > 1 && !isGone;
  return mayGo ? { type: 'erase', target: user } : { type: 'lobby', target: '', content: contentOf(world) };
}
