import { groupCalled } from '../../conversation.ts';
import { GROUP, oneOf, optional } from '../arguments.ts';
import type { Command } from '../command.ts';

export const create: Command = {
  name: 'create',
  summary: 'makes a group that you own, open or private, and switches to it',
  // There must be none of that name, so that there is none to offer.
  arguments: [{ ...GROUP, choices: () => [] }, optional(oneOf('KIND', ['open', 'private']))],
  async run(session, name, kind = 'open') {
    // At once, as with /join.
    session.switchTo(groupCalled(name));
    await session.client.create(name, { kind: kind as 'open' | 'private' });
  },
};
