import { command, type Scenario } from '../scenario.ts';
import type { Stage } from '../stage.ts';

/** Who joins and leaves a group, over v1. */
export function listMemberships({ other }: Stage): Scenario[] {
  const join = command(other, { type: 'join', group_name: 'pair' }, 'joined');
  const leave = command(other, { type: 'leave', group_name: 'pair' }, 'left');
  return [
    { name: '`join`, of two members', ...join, tidy: leave.act },
    { name: '`leave`, of two members', prepare: join.act, ...leave },
  ];
}

/** What comes and goes between two users, over v1. */
export function listRelations({ one, other }: Stage): Scenario[] {
  const toOther = (type: string, says: string) => command(one, { type, target: 'user1' }, says);
  const toOne = (type: string, says: string) => command(other, { type, target: 'user0' }, says);
  const add = toOther('add', '(Friend request to user1)');
  const decline = toOne('decline', 'declined');
  const accept = toOne('accept', 'are now friends');
  const unfriend = toOther('unfriend', 'removed');
  const block = toOther('block', 'blocked');
  const unblock = toOther('unblock', 'unblocked');
  const befriend = async () => {
    await add.act();
    await accept.act();
  };
  return [
    { name: '`add`', ...add, tidy: decline.act },
    { name: '`accept`', prepare: add.act, ...accept, tidy: unfriend.act },
    { name: '`decline`', prepare: add.act, ...decline },
    { name: '`unfriend`', prepare: befriend, ...unfriend },
    { name: '`block`', ...block, tidy: unblock.act },
    { name: '`unblock`', prepare: block.act, ...unblock },
  ];
}
