import type { CommandHandler } from '../command-handler.ts';
import { listed, rangeOf, timeOf } from '../list.ts';

/** Whom the sender blocks, by name. */
export const blocks: CommandHandler<'blocks'> = async (ports, fields, { user }) =>
  listed(
    'blocks',
    await ports.blocks.list(user, rangeOf(ports, fields)),
    (block) => ({ user: block.user, since: timeOf(block.id) }),
    (block) => block.user,
  );
